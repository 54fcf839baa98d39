/** Cuts the card's power before each persistent write of each command, and looks at what is left. */
package org.keymeter.simulator.tear;
