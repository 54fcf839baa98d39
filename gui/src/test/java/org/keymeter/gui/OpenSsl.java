package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An approver who has nothing but the real openssl, in a folder. */
public final class OpenSsl {
    /** The fixed text that every grant gets. */
    public static final String GRANT_EXTENSIONS = """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,digitalSignature
            extendedKeyUsage=1.3.6.1.4.1.32473.7.3
            subjectAltName=URI:urn:keymeter:grant
            """;

    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";

    private final Path folder;

    public OpenSsl(Path folder) throws IOException {
        this.folder = folder;
        write("grant.ext", GRANT_EXTENSIONS);
        write("intermediate.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n");
    }

    public void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** Runs a shell line that has to succeed. */
    public void run(String line) throws IOException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), line);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(0, process.exitValue(), () -> line + "\n" + said);
    }

    /** Makes NAME.key and NAME.pem, a root with this common name. */
    public void makeCa(String name, String commonName) throws IOException {
        run("openssl req -x509 -newkey " + P256 + " -nodes -keyout " + name + ".key -out " + name
                + ".pem -days 3650 -sha256 -subj '/O=Example/CN=" + commonName + "'"
                + " -addext keyUsage=critical,keyCertSign,cRLSign");
    }

    /** Makes NAME.key, and NAME.pem with the extensions in a file. */
    public void makeIntermediate(String name, String issuer, String extensions) throws IOException {
        run("openssl req -new -newkey " + P256 + " -nodes -keyout " + name + ".key -out " + name
                + ".csr -subj '/O=Example/CN=" + name + "'");
        run("openssl x509 -req -in " + name + ".csr -CA " + issuer + ".pem -CAkey " + issuer
                + ".key -days 730 -sha256 -extfile " + extensions + " -out " + name + ".pem");
    }

    /** The documented recipe: compare with device-key.pem, then sign. */
    public void issue(String request, String ca, String grant) throws IOException {
        run("openssl req -in " + request + " -noout -verify -pubkey | cmp - device-key.pem && "
                + sign(request, ca, grant, "grant.ext"));
    }

    /** The second half of the recipe alone. */
    public static String sign(String request, String ca, String grant, String extensions) {
        return "openssl x509 -req -in " + request + " -CA " + ca + ".pem -CAkey " + ca
                + ".key -days 2 -sha256 -copy_extensions copy -extfile " + extensions + " -out " + grant;
    }
}
