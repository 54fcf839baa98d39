package org.keymeter.simulator.counting;

/** Work that the card's platform does in one call. Each call is counted with the number of bytes that it works on. */
public enum NativeCall {
    AES_128_ECB("AES-128 ECB"),
    AES_256_ECB("AES-256 ECB"),
    AES_128_CBC("AES-128 CBC"),
    AES_256_CBC("AES-256 CBC"),
    AES_CMAC("AES-128 CMAC"),
    AES_CBC_MAC("AES-128 CBC-MAC"),
    AES_CBC_MAC_UPDATE("AES-128 CBC-MAC update"),
    AES_ECB_INIT("AES ECB init"),
    AES_CBC_INIT("AES CBC init"),
    AES_MAC_INIT("AES MAC init"),
    AES_SET_KEY("AES setKey"),
    AES_GET_KEY("AES getKey"),
    AES_CLEAR_KEY("AES clearKey"),
    SHA_256("SHA-256"),
    SHA_256_UPDATE("SHA-256 update"),
    SHA_256_RESET("SHA-256 reset"),
    RANDOM("random bytes"),
    EC_P256_GENERATE("EC P-256 key pair"),
    EC_P256_SET_POINT("EC P-256 setW"),
    EC_P384_SET_POINT("EC P-384 setW"),
    EC_GET_POINT("EC getW"),
    ECDH_P256_INIT("ECDH P-256 init"),
    ECDH_P256("ECDH P-256"),
    ECDSA_P256_INIT("ECDSA P-256 init"),
    ECDSA_P256_SIGN("ECDSA P-256 SHA-256 sign"),
    ECDSA_P256_VERIFY("ECDSA P-256 SHA-256 verify"),
    ECDSA_P384_INIT("ECDSA P-384 init"),
    ECDSA_P384_VERIFY("ECDSA P-384 verify"),
    RSA_2048_INIT("RSA-2048 init"),
    RSA_2048_VERIFY("RSA-2048 SHA-256 verify"),
    RSA_2048_SET_MODULUS("RSA-2048 setModulus"),
    RSA_2048_SET_EXPONENT("RSA-2048 setExponent"),
    PIN_CHECK("PIN check"),
    PIN_UPDATE("PIN update"),
    COPY("copy to RAM"),
    FILL("fill RAM"),
    COMPARE("compare"),
    GET_SHORT("getShort"),
    SET_SHORT("setShort to RAM"),
    PERSISTENT_COPY("copy to persistent memory"),
    PERSISTENT_FILL("fill persistent memory"),
    PERSISTENT_ELEMENT("array element or field in persistent memory"),
    TRANSACTION("transaction");

    private final String text;

    NativeCall(String text) {
        this.text = text;
    }

    /** Whether it is cryptography, keys and random bytes among it. */
    public boolean isCryptography() {
        return compareTo(PIN_CHECK) < 0;
    }

    /** Whether it does nothing but write persistent memory. */
    public boolean isPersistentWrite() {
        return compareTo(PERSISTENT_COPY) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
