package org.keymeter.simulator.tear;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import javacard.security.AESKey;
import org.keymeter.card.CardSession;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.Reflection;

/**
 * Secret bytes that a card gives up: no eight of them in a row are left anywhere in its persistent memory, once it was
 * selected again.
 *
 * @param words all that stand in them
 * @param isGivenUp whether they must be gone, from the looks before and after
 */
record Material(Set<Long> words, BiPredicate<Seen, Seen> isGivenUp) implements Aftermath {
    private static final int KEY_LENGTH = 32;
    private static final int GENERATIONS = 2;

    /** Both halves of a key's material, as it is in a card's memory. */
    static Material of(Stage stage, byte[] image, int slot, int generation, BiPredicate<Seen, Seen> isGivenUp)
            throws Exception {
        TornCard card = stage.card();
        card.restore(image);
        Object store = card.object("org.keymeter.applet.Store");
        Set<Long> words = new HashSet<>();
        for (String half : new String[] {"macKeys", "counterKeys"}) {
            Field field = Reflection.field(store.getClass(), half);
            Object[] keys = (Object[]) Reflection.get(field, store);
            byte[] bytes = new byte[KEY_LENGTH];
            ((AESKey) keys[slot * GENERATIONS + (generation & 1)]).getKey(bytes, (short) 0);
            words.addAll(wordsOf(bytes));
        }
        Material material = new Material(words, isGivenUp);
        if (!material.isIn(image)) {
            throw new IllegalStateException("the search finds nothing even where it is");
        }
        return material;
    }

    static Material of(byte[] secret, BiPredicate<Seen, Seen> isGivenUp) {
        return new Material(wordsOf(secret), isGivenUp);
    }

    private static Set<Long> wordsOf(byte[] bytes) {
        Set<Long> words = new HashSet<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i <= bytes.length - Long.BYTES; i++) {
            words.add(buffer.getLong(i));
        }
        return words;
    }

    boolean isIn(byte[] image) {
        ByteBuffer buffer = ByteBuffer.wrap(image);
        for (int i = 0; i <= image.length - Long.BYTES; i++) {
            if (words.contains(buffer.getLong(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception {
        if (isGivenUp.test(before, seen)) {
            stage.card().restore(left);
            CardSession.open(stage.card().connect());
            BrokenPromise.unless(!isIn(stage.card().image()), "P1: something of a secret is left that was given up");
        }
    }
}
