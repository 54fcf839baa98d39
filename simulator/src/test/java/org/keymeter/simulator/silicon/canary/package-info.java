/** Applets that misbehave as soon as the simulated card is kinder than silicon. */
package org.keymeter.simulator.silicon.canary;
