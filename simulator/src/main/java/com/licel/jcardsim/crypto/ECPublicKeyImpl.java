package com.licel.jcardsim.crypto;

import com.licel.jcardsim.bouncycastle.crypto.CipherParameters;
import com.licel.jcardsim.bouncycastle.crypto.params.ECDomainParameters;
import com.licel.jcardsim.bouncycastle.crypto.params.ECPublicKeyParameters;
import javacard.framework.JCSystem;
import javacard.security.CryptoException;
import javacard.security.ECPublicKey;

/** Stands before jCardSim's class of this name, which calculates slowly: see {@link KnownCurve}. */
public class ECPublicKeyImpl extends ECKeyImpl implements ECPublicKey {
    protected ByteContainer w = new ByteContainer();

    /**
     * Called by jCardSim.
     *
     * @param type one of KeyBuilder's constants
     * @param bits size of the field
     */
    public ECPublicKeyImpl(byte type, short bits) {
        super(type, bits);
    }

    @Override
    public ECDomainParameters getDomainParameters() {
        return KnownCurve.of(super.getDomainParameters());
    }

    @Override
    public void setW(byte[] from, short offset, short length) {
        w.setBytes(from, offset, length);
    }

    @Override
    public short getW(byte[] to, short offset) {
        return w.getBytes(to, offset);
    }

    @Override
    public boolean isInitialized() {
        return isDomainParametersInitialized() && w.isInitialized();
    }

    @Override
    public void clearKey() {
        super.clearKey();
        w.clear();
    }

    @Override
    public void setParameters(CipherParameters generated) {
        w.setBytes(((ECPublicKeyParameters) generated).getQ().getEncoded(false));
    }

    @Override
    public CipherParameters getParameters() {
        if (!isInitialized()) {
            CryptoException.throwIt(CryptoException.UNINITIALIZED_KEY);
        }
        ECDomainParameters domain = getDomainParameters();
        return new ECPublicKeyParameters(domain.getCurve().decodePoint(w.getBytes(JCSystem.CLEAR_ON_RESET)), domain);
    }
}
