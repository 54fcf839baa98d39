package org.keymeter.cli.volume;

import java.io.IOException;
import java.util.stream.Collectors;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.volume.SubkeyTable;

/** The key on the card that a table is wrapped under. */
final class TableKeys {
    private TableKeys() {}

    static KeyInfo find(OpenCard card, SubkeyTable table)
            throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        return card.session().keys().readAll().stream()
                .filter(key -> table.recipients().stream()
                        .anyMatch(recipient -> recipient.identity().equals(key.identity())))
                .findFirst()
                .orElseThrow(() -> new InvalidFileException(
                        "This card has none of the keys that " + table.name() + " is wrapped under: "
                                + table.recipients().stream()
                                        .map(recipient -> "'" + recipient.label() + "' on card "
                                                + recipient.deviceId().toGroups())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Insert the card that has it."));
    }
}
