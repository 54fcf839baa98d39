package org.keymeter.simulator;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import javacard.framework.Applet;
import org.keymeter.applet.KeymeterApplet;
import org.keymeter.protocol.Limit;

/**
 * What INSTALL says: which applet, under which name, with which parameters.
 *
 * @param applet a class with install(byte[], short, byte), from any class loader
 * @param aid 5 to 16 bytes
 * @param parameters the application-specific parameters (tag C9), may be empty; docs/PROTOCOL.md, section 11
 */
public record AppletInstallation(Class<? extends Applet> applet, byte[] aid, byte[] parameters) {
    private static final int LONGEST = 127;
    /** Try limits (1, 1), buffer (u16) and capabilities not to use (u16) stand in front of the setup secret. */
    private static final int SECRET_OFFSET = 6;

    private static final byte[] KEYMETER = HexFormat.of().parseHex("F04B45594D4554455201");

    /**
     * @throws IllegalArgumentException if INSTALL cannot carry so much
     */
    public AppletInstallation {
        aid = aid.clone();
        parameters = parameters.clone();
        if (aid.length < 5 || aid.length > 16 || 4 + aid.length + parameters.length > LONGEST) {
            throw new IllegalArgumentException(
                    "an AID of " + aid.length + " bytes with parameters of " + parameters.length);
        }
    }

    /** The Keymeter applet without parameters: every limit at its default, no setup secret. */
    public static AppletInstallation keymeter() {
        return keymeter(new byte[0]);
    }

    /** The Keymeter applet with application-specific parameters. */
    public static AppletInstallation keymeter(byte[] parameters) {
        return new AppletInstallation(KeymeterApplet.class, KEYMETER, parameters);
    }

    /** LV of AID, privileges (none) and parameters, as install() gets them. */
    byte[] globalPlatformParameters() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] value : new byte[][] {aid, {0}, parameters}) {
            bytes.write(value.length);
            bytes.writeBytes(value);
        }
        return bytes.toByteArray();
    }

    /**
     * The parameters to install the applet with another time, before an image is restored over it. The setup secret is
     * zeros: the card erases it after use, and then it must not live on beside the card's memory.
     */
    byte[] parametersWithoutSecret() {
        byte[] kept = parameters.clone();
        if (kept.length == SECRET_OFFSET + Limit.SETUP_SECRET_LENGTH) {
            Arrays.fill(kept, SECRET_OFFSET, kept.length, (byte) 0);
        }
        return kept;
    }

    AppletInstallation withParameters(byte[] others) {
        return new AppletInstallation(applet, aid, others);
    }

    @Override
    public byte[] aid() {
        return aid.clone();
    }

    @Override
    public byte[] parameters() {
        return parameters.clone();
    }

    /** Without the parameters, which may hold a secret. */
    @Override
    public String toString() {
        return applet.getName() + " as " + HexFormat.of().withUpperCase().formatHex(aid);
    }
}
