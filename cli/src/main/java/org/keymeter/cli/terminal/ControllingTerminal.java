package org.keymeter.cli.terminal;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keymeter.card.Secret;

/**
 * The terminal that a process was started from, on Unix: /dev/tty, so that a PIN can be asked for while a subkey flows
 * through standard input and output.
 */
final class ControllingTerminal implements Terminal {
    private static final File DEVICE = new File("/dev/tty");
    private static final int LINE_MAXIMUM = 1024;
    private static final int STTY_SECONDS = 5;

    private final InputStream in;
    private final OutputStream out;

    private ControllingTerminal(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Empty where there is none: a service, a scheduled job, another operating system. */
    static Optional<Terminal> find() {
        try {
            return Optional.of(new ControllingTerminal(new FileInputStream(DEVICE), new FileOutputStream(DEVICE)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Secret> readSecret(String prompt) throws IOException {
        Thread restoring = new Thread(this::echo);
        Runtime.getRuntime().addShutdownHook(restoring);
        try {
            stty("-echo");
            return read(prompt, Secret::take);
        } finally {
            stty("echo");
            show("\n");
            Runtime.getRuntime().removeShutdownHook(restoring);
        }
    }

    @Override
    public Optional<String> readLine(String prompt) throws IOException {
        return read(prompt, line -> new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void show(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            // Nobody is left to be told.
        }
    }

    private <T> Optional<T> read(String prompt, Function<byte[], T> make) throws IOException {
        show(prompt);
        byte[] line = new byte[LINE_MAXIMUM];
        try {
            int length = 0;
            int read = in.read();
            while (read >= 0 && read != '\n') {
                if (length == LINE_MAXIMUM) {
                    throw new IOException("the line is longer than " + LINE_MAXIMUM + " bytes");
                }
                line[length++] = (byte) read;
                read = in.read();
            }
            return read < 0 && length == 0 ? Optional.empty() : Optional.of(make.apply(Arrays.copyOf(line, length)));
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private void echo() {
        try {
            stty("echo");
        } catch (IOException gone) {
            // The terminal went away with its settings.
        }
    }

    private static void stty(String setting) throws IOException {
        Process process = new ProcessBuilder("stty", setting)
                .redirectInput(DEVICE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty cannot set the terminal to '" + setting + "'");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
