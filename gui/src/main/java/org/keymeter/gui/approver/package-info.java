/** The approver: who asks, what his card says of itself, what is granted, and the journal of it. Needs no card. */
package org.keymeter.gui.approver;
