package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Shell lines with the real openssl, run in a folder. */
final class OpenSsl {
    /** The fixed text that every grant gets. */
    static final String GRANT_EXTENSIONS = """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,digitalSignature
            extendedKeyUsage=1.3.6.1.4.1.32473.7.3
            subjectAltName=URI:urn:keymeter:grant
            """;

    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
        write("grant.ext", GRANT_EXTENSIONS);
        write("intermediate.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n");
    }

    /** What a shell said, and how it ended. */
    record Outcome(int exit, String said) {}

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a line that has to succeed. */
    String run(String line) {
        Outcome outcome = execute(line);
        assertEquals(0, outcome.exit(), line + "\n" + outcome.said());
        return outcome.said();
    }

    Outcome execute(String line) {
        try {
            Path said = Files.createTempFile(folder, "said", ".txt");
            Process process = new ProcessBuilder("bash", "-c", line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), line);
            return new Outcome(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes NAME.key and NAME.pem, a root.
     *
     * @param algorithm as -newkey takes it
     */
    void makeCa(String name, String algorithm) {
        run("openssl req -x509 -newkey " + algorithm + " -nodes -keyout " + name + ".key -out " + name
                + ".pem -days 3650 -sha256 -subj '/O=Example/CN=" + name + "'"
                + " -addext keyUsage=critical,keyCertSign,cRLSign");
    }

    void makeIntermediate(String name, String algorithm, String issuer) {
        makeIntermediate(name, algorithm, issuer, "intermediate.ext");
    }

    void makeIntermediate(String name, String algorithm, String issuer, String extensions) {
        run("openssl req -new -newkey " + algorithm + " -nodes -keyout " + name + ".key -out " + name
                + ".csr -subj '/O=Example/CN=" + name + "'");
        run("openssl x509 -req -in " + name + ".csr -CA " + issuer + ".pem -CAkey " + issuer
                + ".key -days 730 -sha256 -extfile " + extensions + " -out " + name + ".pem");
    }

    /** The documented recipe: compare, then sign. */
    void issue(String request, String ca, String grant) {
        run(recipe(request, ca, grant));
    }

    static String recipe(String request, String ca, String grant) {
        return "openssl req -in " + request + " -noout -verify -pubkey | cmp - device-key.pem && "
                + sign(request, ca, grant, "grant.ext");
    }

    /** The second half of the recipe alone. */
    static String sign(String request, String ca, String grant, String extensions) {
        return "openssl x509 -req -in " + request + " -CA " + ca + ".pem -CAkey " + ca
                + ".key -days 2 -sha256 -copy_extensions copy -extfile " + extensions + " -out " + grant;
    }
}
