package org.keymeter.simulator.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keymeter.card.ByteString;

/** A certification authority made and run with the openssl command, as docs/CA-RECIPES.md has it. */
final class OpenSslCa {
    /** Its key. */
    enum Kind {
        P256("ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        P384("ec", "-pkeyopt", "ec_paramgen_curve:P-384"),
        RSA_2048("rsa:2048");

        private final List<String> newKey;

        Kind(String... newKey) {
            this.newKey = List.of(newKey);
        }
    }

    private static final String DAYS = "2";
    private static final long PATIENCE_SECONDS = 60;

    /** What a grant gets besides what is copied from the request. */
    private static final String GRANT_EXTENSIONS = String.join(
            "\n",
            "basicConstraints=critical,CA:FALSE",
            "keyUsage=critical,digitalSignature",
            "extendedKeyUsage=1.3.6.1.4.1.32473.7.3",
            "subjectAltName=URI:urn:keymeter:grant",
            "");

    private static final String INTERMEDIATE_EXTENSIONS = String.join(
            "\n", "basicConstraints=critical,CA:TRUE,pathlen:0", "keyUsage=critical,keyCertSign,cRLSign", "");

    private final Path folder;
    private final String name;
    private final Kind kind;

    private OpenSslCa(Path folder, String name, Kind kind) {
        this.folder = folder;
        this.name = name;
        this.kind = kind;
    }

    /** @param name its common name */
    static OpenSslCa root(Path folder, String name, Kind kind) throws IOException {
        OpenSslCa ca = new OpenSslCa(folder, name, kind);
        List<String> command = ca.newKey();
        command.addAll(List.of(
                "-x509",
                "-sha256",
                "-days",
                DAYS,
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign",
                "-out",
                name + ".pem"));
        ca.run(command);
        return ca;
    }

    /** A CA under this one, which may issue no further CAs. */
    OpenSslCa intermediate(String intermediate) throws IOException {
        OpenSslCa ca = new OpenSslCa(folder, intermediate, kind);
        List<String> command = ca.newKey();
        command.addAll(List.of("-out", intermediate + ".csr"));
        ca.run(command);
        sign(intermediate + ".csr", "PEM", INTERMEDIATE_EXTENSIONS, intermediate + ".pem", "PEM");
        return ca;
    }

    /** Issues what a card's request asks for, as the recipe does it. */
    ByteString issue(ByteString request) throws IOException {
        Files.write(folder.resolve("request.der"), request.toByteArray());
        sign("request.der", "DER", GRANT_EXTENSIONS, "grant.der", "DER");
        return ByteString.of(Files.readAllBytes(folder.resolve("grant.der")));
    }

    X509Certificate certificate() throws IOException, CertificateException {
        byte[] pem = Files.readAllBytes(folder.resolve(name + ".pem"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private List<String> newKey() {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-new", "-newkey"));
        command.addAll(kind.newKey);
        command.addAll(List.of("-nodes", "-keyout", name + ".key", "-subj", "/O=Example/CN=" + name));
        return command;
    }

    private void sign(String request, String form, String extensions, String certificate, String certificateForm)
            throws IOException {
        Files.writeString(folder.resolve("extensions"), extensions, StandardCharsets.US_ASCII);
        run(List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                request,
                "-inform",
                form,
                "-CA",
                name + ".pem",
                "-CAkey",
                name + ".key",
                "-sha256",
                "-days",
                DAYS,
                "-copy_extensions",
                "copy",
                "-extfile",
                "extensions",
                "-out",
                certificate,
                "-outform",
                certificateForm));
    }

    private void run(List<String> command) throws IOException {
        Path log = folder.resolve("openssl.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
