package org.keymeter.gui.approver;

import org.keymeter.card.DeviceKey;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.file.InvalidFileException;

/** A device key as the custodian hands it over: PEM, with or without text around it. */
final class DeviceKeyText {
    private DeviceKeyText() {}

    /** @throws InvalidFileException if it is none; a request too, whose key proves nothing about whose it is */
    static DeviceKey parse(String text) throws InvalidFileException {
        try {
            return DeviceKey.ofPem(text);
        } catch (MalformedResponseException none) {
            throw new ApproverException(
                    text.contains("CERTIFICATE")
                            ? ApproverException.Problem.KEY_OF_A_REQUEST
                            : ApproverException.Problem.NO_DEVICE_KEY,
                    "");
        }
    }
}
