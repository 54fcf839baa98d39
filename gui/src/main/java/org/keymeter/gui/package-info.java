/** The console: wiring, window and the pages in it. */
package org.keymeter.gui;
