package com.licel.jcardsim.crypto;

import com.licel.jcardsim.bouncycastle.crypto.CipherParameters;
import com.licel.jcardsim.bouncycastle.crypto.params.ECDomainParameters;
import com.licel.jcardsim.bouncycastle.crypto.params.ECPrivateKeyParameters;
import javacard.security.CryptoException;
import javacard.security.ECPrivateKey;

/** Stands before jCardSim's class of this name, which calculates slowly: see {@link KnownCurve}. */
public class ECPrivateKeyImpl extends ECKeyImpl implements ECPrivateKey {
    protected ByteContainer s = new ByteContainer();

    /**
     * Called by jCardSim.
     *
     * @param type one of KeyBuilder's constants
     * @param bits size of the field
     */
    public ECPrivateKeyImpl(byte type, short bits) {
        super(type, bits);
    }

    @Override
    public ECDomainParameters getDomainParameters() {
        return KnownCurve.of(super.getDomainParameters());
    }

    @Override
    public void setS(byte[] from, short offset, short length) {
        s.setBytes(from, offset, length);
    }

    @Override
    public short getS(byte[] to, short offset) {
        return s.getBytes(to, offset);
    }

    @Override
    public boolean isInitialized() {
        return isDomainParametersInitialized() && s.isInitialized();
    }

    @Override
    public void clearKey() {
        super.clearKey();
        s.clear();
    }

    @Override
    public void setParameters(CipherParameters generated) {
        s.setBigInteger(((ECPrivateKeyParameters) generated).getD());
    }

    @Override
    public CipherParameters getParameters() {
        if (!isInitialized()) {
            CryptoException.throwIt(CryptoException.UNINITIALIZED_KEY);
        }
        return new ECPrivateKeyParameters(s.getBigInteger(), getDomainParameters());
    }
}
