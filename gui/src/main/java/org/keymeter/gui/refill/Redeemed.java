package org.keymeter.gui.refill;

import org.keymeter.card.KeyInfo;

/**
 * A key that was refilled.
 *
 * @param before the key as it was
 * @param remaining uses now
 */
record Redeemed(KeyInfo before, long remaining) {}
