/** The Java Card applet. One package, no classes that do not belong on the card. */
package org.keymeter.applet;
