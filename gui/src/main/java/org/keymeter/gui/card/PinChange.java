package org.keymeter.gui.card;

import org.keymeter.card.Secret;

/**
 * PINs for a change; the holder closes it.
 *
 * @param authority the PIN that allows it: the old one, or the admin's
 * @param replacement the new one
 */
record PinChange(Secret authority, Secret replacement) implements AutoCloseable {
    @Override
    public void close() {
        authority.close();
        replacement.close();
    }
}
