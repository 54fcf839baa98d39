/** The wizard that sets a card up: PINs, label, the approver's CA, a first key; nothing is written before its summary is confirmed. */
package org.keymeter.gui.setup;
