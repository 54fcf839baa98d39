/** Asking for uses, and redeeming what the approver grants. */
package org.keymeter.gui.refill;
