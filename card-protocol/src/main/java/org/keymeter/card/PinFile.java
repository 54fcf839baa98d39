package org.keymeter.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.keymeter.protocol.Limit;

/**
 * A pin as text: "Name: value" lines, then the device key in PEM. OpenSSL reads the key from it; what stands above it,
 * it passes over.
 */
final class PinFile {
    private static final String STEP = "a pin file";
    private static final String VERSION = "Keymeter-Pin";
    private static final String DEVICE_ID = "Device-Id";
    private static final String INSTANCE = "Instance";
    private static final String LABEL = "Label";
    private static final String WHEN = "Pinned";
    private static final String TRUST = "Trust";

    private PinFile() {}

    static ByteBuffer encode(PinnedDevice device) {
        String label = device.label().replaceAll("\\p{Cntrl}", " ");
        String text = VERSION + ": 1\n"
                + DEVICE_ID + ": " + device.identity().deviceId() + "\n"
                + INSTANCE + ": " + device.identity().instance() + "\n"
                + LABEL + ": " + label + "\n"
                + WHEN + ": " + device.when() + "\n"
                + TRUST + ": " + device.trust() + "\n\n"
                + device.identity().deviceKey().toPem();
        return StandardCharsets.UTF_8.encode(text);
    }

    static PinnedDevice decode(byte[] bytes) throws MalformedResponseException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Map<String, String> fields = fields(text);
        if (!"1".equals(fields.get(VERSION))) {
            throw new MalformedResponseException(STEP, "is of another version");
        }
        try {
            ByteString deviceId = ByteString.ofHex(field(fields, DEVICE_ID));
            long instance = Long.parseLong(field(fields, INSTANCE));
            if (deviceId.length() != Limit.ID_LENGTH || instance < 0 || instance > 0xFFFFFFFFL) {
                throw new MalformedResponseException(STEP, "has an identity that is none");
            }
            return new PinnedDevice(
                    new DeviceIdentity(deviceId, instance, DeviceKey.ofPem(text)),
                    field(fields, LABEL),
                    Instant.parse(field(fields, WHEN)),
                    PinnedDevice.Trust.valueOf(field(fields, TRUST)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedResponseException(STEP, "has a field that is not what it says");
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (line.isEmpty() || colon < 0) {
                break;
            }
            fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) throws MalformedResponseException {
        String value = fields.get(name);
        if (value == null) {
            throw new MalformedResponseException(STEP, "has no " + name);
        }
        return value;
    }
}
