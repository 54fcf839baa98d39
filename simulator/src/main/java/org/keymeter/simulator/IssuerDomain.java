package org.keymeter.simulator;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;

/**
 * The other application of the card, as there is on every card: where its issuer security domain would be, something that
 * can be selected and knows nothing. Selecting it deselects the applet, as a foreign program's SELECT does.
 */
public final class IssuerDomain extends Applet {
    /** GlobalPlatform Card Specification 2.3, F.2. */
    private static final byte[] AID = {(byte) 0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00};

    private IssuerDomain() {}

    static AppletInstallation installation() {
        return new AppletInstallation(IssuerDomain.class, AID, new byte[0]);
    }

    /** Called by the runtime. */
    public static void install(byte[] parameters, short offset, byte length) {
        new IssuerDomain().register(parameters, (short) (offset + 1), parameters[offset]);
    }

    @Override
    public void process(APDU apdu) {
        if (!selectingApplet()) {
            ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }
}
