/** The console: what wires it together, its window, and what its pages share. Each page has a package of its own. */
package org.keymeter.gui;
