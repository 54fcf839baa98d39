package org.keymeter.card;

import org.keymeter.protocol.Code;

/** Optional silicon. */
public enum Capability {
    CMAC(Code.CAPABILITY_CMAC),
    P384(Code.CAPABILITY_P384),
    RSA_2048(Code.CAPABILITY_RSA_2048),
    ECDSA_SHA_384(Code.CAPABILITY_ECDSA_SHA_384),
    TRANSIENT_EC(Code.CAPABILITY_TRANSIENT_EC);

    private final int bit;

    Capability(byte bit) {
        this.bit = bit & 0xFF;
    }

    int bit() {
        return bit;
    }
}
