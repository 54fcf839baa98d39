/** The metered keys of a card: what their policies mean, how they are made and deleted. */
package org.keymeter.gui.keys;
