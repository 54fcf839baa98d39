package org.keymeter.cli;

import java.util.Map;

/**
 * What a command line came to.
 *
 * @param line as it was given
 * @param exit code
 * @param output bytes on standard output
 * @param errors text on standard error
 */
record CommandLineRun(String line, int exit, byte[] output, String errors) {
    String text() {
        return new String(output, java.nio.charset.StandardCharsets.UTF_8);
    }

    Map<String, Object> json() {
        return Json.parse(text());
    }

    /** Everything it said, for a failing test. */
    @Override
    public String toString() {
        return "keymeter " + line + "\n" + text() + errors + "exit " + exit;
    }
}
