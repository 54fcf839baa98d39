/** Applets that do on purpose what tests must notice. */
package org.keymeter.simulator.counting.canary;
