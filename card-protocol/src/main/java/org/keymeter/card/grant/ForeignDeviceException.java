package org.keymeter.card.grant;

import org.keymeter.card.file.InvalidFileException;

/** A request that the known card did not make. */
public final class ForeignDeviceException extends InvalidFileException {
    private static final long serialVersionUID = 1L;

    ForeignDeviceException(GrantRequest request) {
        super(
                "The known card did not make this request: its key is " + request.deviceKey() + "."
                        + (request.extras().isEmpty()
                                ? ""
                                : " It also asks for " + String.join(", ", request.extras()) + "."),
                "Do not grant it. If the card was initialised again, get its new device key from the custodian.");
    }

    @Override
    public String code() {
        return "KM-F2";
    }
}
