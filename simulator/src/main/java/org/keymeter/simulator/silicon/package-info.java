/**
 * What a card's memory does to an applet, and jCardSim's doesn't: transactions that are undone, a commit buffer that ends,
 * writes that power loss tears, memory that runs out. An applet is loaded with its writes turned into calls of this package
 * ({@link org.keymeter.simulator.silicon.SiliconApplet}); its class files, those that become the CAP, know nothing of it.
 */
package org.keymeter.simulator.silicon;
