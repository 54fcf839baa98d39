package org.keymeter.gui.trust;

import java.io.IOException;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.grant.CaCertificate;

/**
 * The certificates of CAs that were imported here: a card keeps a CA's name and key only. They are for the eye; nothing is
 * decided by them. Both methods work on files: not for the UI's thread.
 */
public interface KnownCertificates {
    /** @param spkiHash SHA-256 of the CA's SubjectPublicKeyInfo */
    Optional<CaCertificate> find(ByteString spkiHash) throws IOException;

    /** In place of an earlier certificate for the same key. */
    void remember(CaCertificate certificate) throws IOException;
}
