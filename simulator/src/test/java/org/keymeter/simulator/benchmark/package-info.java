/** The counting benchmark: what the applet does for each operation, and what that would cost on cards that others measured. */
package org.keymeter.simulator.benchmark;
