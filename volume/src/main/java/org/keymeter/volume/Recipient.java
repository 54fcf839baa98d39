package org.keymeter.volume;

import org.keymeter.card.ByteString;

/**
 * A key that a table's subkeys are wrapped under.
 *
 * @param serial distinguishes it from every other recipient that the table ever had; 1 to FFFF
 * @param generation the newest generation that slots may have
 * @param oldestGeneration the oldest that slots may have; less than {@code generation} while a rotation is unfinished
 * @param identity of the key, 16 bytes
 * @param deviceId of the card that held the key when it became a recipient, 16 bytes; a hint for people
 * @param label of the key, at most 32 bytes of UTF-8; a hint for people
 */
public record Recipient(
        int serial, int generation, int oldestGeneration, ByteString identity, ByteString deviceId, String label) {

    Recipient withGenerations(int oldest, int newest) {
        return new Recipient(serial, newest, oldest, identity, deviceId, label);
    }

    /** For a person. */
    String describe() {
        return "'" + label + "' (" + identity.toGroups() + ", on card " + deviceId.toGroups() + ")";
    }
}
