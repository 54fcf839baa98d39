package org.keymeter.simulator;

import java.util.Arrays;
import javacard.framework.ISO7816;

/** What shape a command has, and what jCardSim needs to take it. */
final class CommandForm {
    private static final int HEADER_LENGTH = 4;
    private static final int EXTENDED_HEADER_LENGTH = HEADER_LENGTH + 3;
    /** Header, Lc and 255 bytes: with an Le behind them jCardSim's buffer overflows and answers 6F00. */
    private static final int ROOM_OF_SIMULATOR = HEADER_LENGTH + 1 + 255;

    private CommandForm() {}

    /** Whether the bytes are a command APDU of ISO 7816-3, 12.1: case 1 to 4, short or extended. */
    static boolean isCommand(byte[] bytes) {
        int body = bytes.length - HEADER_LENGTH;
        if (body <= 1) {
            return body >= 0;
        }
        if (bytes[ISO7816.OFFSET_LC] != 0) {
            int behind = body - 1 - (bytes[ISO7816.OFFSET_LC] & 0xFF);
            return behind == 0 || behind == 1;
        }
        int behind = body - 3 - (body < 3 ? 0 : extendedLength(bytes));
        return body == 3 || body > 3 && extendedLength(bytes) <= Short.MAX_VALUE && (behind == 0 || behind == 2);
    }

    static boolean isExtended(byte[] command) {
        return command.length >= EXTENDED_HEADER_LENGTH && command[ISO7816.OFFSET_LC] == 0;
    }

    /** The same command: without an Le that does not fit, and a SELECT by name short, as only then jCardSim knows it. */
    static byte[] asSimulatorTakesIt(byte[] command) {
        if (isExtended(command)) {
            return isSelectByName(command) ? shortened(command) : command;
        }
        return command.length > ROOM_OF_SIMULATOR ? Arrays.copyOf(command, ROOM_OF_SIMULATOR) : command;
    }

    private static boolean isSelectByName(byte[] command) {
        return command[0] == 0 && command[1] == ISO7816.INS_SELECT && command[2] == 0x04 && command[3] == 0;
    }

    private static byte[] shortened(byte[] command) {
        int length = command.length == EXTENDED_HEADER_LENGTH ? 0 : extendedLength(command);
        if (length > 16) {
            return command;
        }
        byte[] select = Arrays.copyOf(command, HEADER_LENGTH + 1 + length);
        select[ISO7816.OFFSET_LC] = (byte) length;
        System.arraycopy(command, EXTENDED_HEADER_LENGTH, select, HEADER_LENGTH + 1, length);
        return select;
    }

    private static int extendedLength(byte[] command) {
        return (command[ISO7816.OFFSET_LC + 1] & 0xFF) << 8 | command[ISO7816.OFFSET_LC + 2] & 0xFF;
    }
}
