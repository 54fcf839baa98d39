/** Choosing a PIN: typed twice, with its length and what is to be said of it. */
package org.keymeter.gui.pins;
