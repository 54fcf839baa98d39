package org.keymeter.scenario;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.keymeter.card.apdu.CommandApdu;

/** Commands as tables of tests write them. */
final class RawCommand {
    private static final HexFormat HEX = HexFormat.of();

    private RawCommand() {}

    /**
     * @param header CLA INS P1 P2 in hexadecimal
     * @param data groups of hexadecimal digits; {@code 00x16} repeats one sixteen times
     */
    static CommandApdu of(String header, String data) {
        byte[] start = HEX.parseHex(header);
        return new CommandApdu(
                start[0] & 0xFF,
                start[1] & 0xFF,
                start[2] & 0xFF,
                start[3] & 0xFF,
                bytes(data),
                CommandApdu.LONG_ANSWER);
    }

    static byte[] bytes(String groups) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String group : groups.isBlank() ? new String[0] : groups.trim().split(" +")) {
            String[] repeated = group.split("x");
            int times = repeated.length == 1 ? 1 : Integer.parseInt(repeated[1]);
            for (int i = 0; i < times; i++) {
                bytes.writeBytes(HEX.parseHex(repeated[0]));
            }
        }
        return bytes.toByteArray();
    }
}
