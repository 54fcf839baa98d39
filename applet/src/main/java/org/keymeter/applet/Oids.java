package org.keymeter.applet;

/** Object identifiers as DER writes their value: without tag and length. */
final class Oids {
    /** keymeterGrant, 1.3.6.1.4.1.32473.7.1. */
    static final byte[] GRANT = {0x2B, 0x06, 0x01, 0x04, 0x01, (byte) 0x81, (byte) 0xFD, 0x59, 0x07, 0x01};

    /** keymeterStatus, 1.3.6.1.4.1.32473.7.2. */
    static final byte[] STATUS = {0x2B, 0x06, 0x01, 0x04, 0x01, (byte) 0x81, (byte) 0xFD, 0x59, 0x07, 0x02};

    /** keymeterGrantUsage, 1.3.6.1.4.1.32473.7.3. */
    static final byte[] GRANT_USAGE = {0x2B, 0x06, 0x01, 0x04, 0x01, (byte) 0x81, (byte) 0xFD, 0x59, 0x07, 0x03};

    /** The first two of the three bytes of 2.5.29.x, under which X.509 has its extensions. */
    static final short CERTIFICATE_EXTENSION = 0x551D;

    static final byte KEY_USAGE = 15;
    static final byte BASIC_CONSTRAINTS = 19;
    static final byte EXTENDED_KEY_USAGE = 37;

    /** commonName, 2.5.4.3. */
    static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    /** extensionRequest, 1.2.840.113549.1.9.14. */
    static final byte[] EXTENSION_REQUEST = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x09, 0x0E};

    private Oids() {}
}
