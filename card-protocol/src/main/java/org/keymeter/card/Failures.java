package org.keymeter.card;

/**
 * What was refused since initialisation; each saturates at 65,535.
 *
 * @param wrongPins tries
 * @param refusedGrants certificates
 * @param refusedBlobs blobs that did not open
 */
public record Failures(int wrongPins, int refusedGrants, int refusedBlobs) {
    /** For a person: "1 wrong PIN, 0 grants, 2 blobs". */
    public String words() {
        return Count.of(wrongPins, "wrong PIN") + ", " + Count.of(refusedGrants, "grant") + ", "
                + Count.of(refusedBlobs, "blob");
    }
}
