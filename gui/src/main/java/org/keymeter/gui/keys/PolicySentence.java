package org.keymeter.gui.keys;

/**
 * One thing that a policy means.
 *
 * @param weight how much it wants attention
 * @param text a sentence or two
 */
public record PolicySentence(Weight weight, String text) {
    public enum Weight {
        PLAIN,
        /** Something to think about before the policy is fixed for good. */
        CAUTION
    }
}
