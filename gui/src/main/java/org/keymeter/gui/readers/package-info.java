/** The readers there are, simulated cards among them, and the threads that read their cards' public status. */
package org.keymeter.gui.readers;
