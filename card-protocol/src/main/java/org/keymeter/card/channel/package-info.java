/**
 * The host's side of SCP11b (GlobalPlatform Amendment F over Amendment D), on the JDK alone: section 3 of
 * docs/PROTOCOL.md. Stricter than the standards ask: whatever goes wrong ends a channel for good.
 */
package org.keymeter.card.channel;
