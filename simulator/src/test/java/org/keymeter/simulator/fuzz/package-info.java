/**
 * A seeded fuzzer over APDUs, outside and inside the secure channel, with a model of what docs/PROTOCOL.md lets a card do (P8).
 */
package org.keymeter.simulator.fuzz;
