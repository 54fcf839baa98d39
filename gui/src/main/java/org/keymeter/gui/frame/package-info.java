/** The window: cards and pages at the left, the page in the middle, what is under way at the bottom; and how the user likes it. */
package org.keymeter.gui.frame;
