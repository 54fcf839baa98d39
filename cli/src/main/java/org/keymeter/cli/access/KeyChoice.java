package org.keymeter.cli.access;

import java.util.List;
import java.util.stream.Collectors;
import org.keymeter.card.KeyInfo;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;

/** The key that a command line names. */
final class KeyChoice {
    private KeyChoice() {}

    /** @param name a slot number or a label */
    static KeyInfo find(List<KeyInfo> keys, String name) throws CliException {
        List<KeyInfo> found = keys.stream()
                .filter(key ->
                        key.label().equals(name) || String.valueOf(key.slot()).equals(name))
                .toList();
        if (found.size() > 1) {
            throw new CliException(Failure.usage(
                    "'" + name + "' is the label of one key and the slot of another.",
                    "Name the slot of the one you mean."));
        } else if (found.isEmpty()) {
            String there = keys.stream()
                    .map(key -> "'" + key.label() + "' in slot " + key.slot())
                    .collect(Collectors.joining(", "));
            throw new CliException(Failure.notThere(
                    "There is no key '" + name + "' on this card.",
                    keys.isEmpty() ? "The card has no key." : "Its keys are " + there + ".",
                    "Give the slot or the label of one that 'keymeter key list' shows."));
        }
        return found.get(0);
    }
}
