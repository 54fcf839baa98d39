package org.keymeter.simulator;

import javacard.framework.ISOException;

/** The applet cannot be installed. */
public final class InstallationException extends Exception {
    private static final long serialVersionUID = 1;

    private final int statusWord;

    InstallationException(String message, int statusWord, Throwable cause) {
        super(message, cause);
        this.statusWord = statusWord;
    }

    static InstallationException because(Throwable cause) {
        if (cause instanceof ISOException refusal) {
            int statusWord = refusal.getReason() & 0xFFFF;
            return new InstallationException(
                    "the applet refuses to be installed, status %04X".formatted(statusWord), statusWord, cause);
        }
        return new InstallationException("the applet failed while it was installed: " + cause, 0, cause);
    }

    /** What the applet answered (docs/PROTOCOL.md, section 11), or 0 if it failed without a status. */
    public int statusWord() {
        return statusWord;
    }
}
