/**
 * Counts what the applet does: the same class files, with calls to a recorder written into their bytecode when they are
 * loaded. Nothing of this is on a card.
 */
package org.keymeter.simulator.counting;
