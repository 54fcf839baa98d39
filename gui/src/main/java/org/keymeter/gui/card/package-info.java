/** The page of the card as a whole: what it is, its PINs, its record sheet, signed reports, and how to wipe or forget it. */
package org.keymeter.gui.card;
