/** What the console says, in the languages that it speaks. */
package org.keymeter.gui.words;
