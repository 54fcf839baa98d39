/** The page that moves the subkeys of tables to a key's next generation, and retires the old one. */
package org.keymeter.gui.rotation;
