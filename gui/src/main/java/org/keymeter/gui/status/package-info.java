/** The page that shows what the card in the chosen reader says of itself to everybody. */
package org.keymeter.gui.status;
