/** The page that shows at a glance what is left on the card in the chosen reader. */
package org.keymeter.gui.overview;
