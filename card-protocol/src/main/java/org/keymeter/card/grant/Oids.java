package org.keymeter.card.grant;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Keymeter's object identifiers (section 7 of the protocol document), under the documentation number of RFC 5612 until
 * a number of our own is assigned.
 */
public final class Oids {
    private static final ASN1ObjectIdentifier KEYMETER = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.7");

    /** Extension: what is asked for, or granted. */
    public static final ASN1ObjectIdentifier GRANT = KEYMETER.branch("1").intern();
    /** Extension of a request: what the card says of itself. */
    public static final ASN1ObjectIdentifier STATUS = KEYMETER.branch("2").intern();
    /** Extended key usage of a grant. */
    public static final ASN1ObjectIdentifier GRANT_USAGE = KEYMETER.branch("3").intern();

    private Oids() {}
}
