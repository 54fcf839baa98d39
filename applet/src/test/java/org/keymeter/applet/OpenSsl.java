package org.keymeter.applet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The openssl command line in a directory of its own: keys and certificates as a real CA makes them. */
final class OpenSsl {
    private final Path directory;

    OpenSsl(Path directory) {
        this.directory = directory;
    }

    void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + "\n" + output);
        }
    }

    /** Makes NAME.key. */
    void newKey(String name, String algorithm, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("genpkey", "-algorithm", algorithm, "-out", name + ".key"));
        for (String option : options) {
            arguments.add("-pkeyopt");
            arguments.add(option);
        }
        run(arguments.toArray(String[]::new));
    }

    /** The SubjectPublicKeyInfo of NAME.key. */
    byte[] spki(String name) throws IOException, InterruptedException {
        run("pkey", "-in", name + ".key", "-pubout", "-outform", "DER", "-out", name + ".spki");
        return Files.readAllBytes(directory.resolve(name + ".spki"));
    }

    /** A self-signed certificate of NAME.key, as openssl's own defaults have it. */
    byte[] newRoot(String name, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "req",
                "-x509",
                "-new",
                "-key",
                name + ".key",
                "-subj",
                "/C=DE/O=Example GmbH/CN=Root " + name,
                "-days",
                "30"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-out", name + ".pem"));
        run(arguments.toArray(String[]::new));
        return certificate(name);
    }

    /** A certificate of NAME.key by ISSUER.pem, with the extensions of an openssl configuration section. */
    byte[] issue(String name, String issuer, String extensions, String... options)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve(name + ".ext"), extensions);
        run("req", "-new", "-key", name + ".key", "-subj", "/O=Example GmbH/CN=" + name, "-out", name + ".csr");
        List<String> arguments = new ArrayList<>(List.of(
                "x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-days", "2"));
        arguments.addAll(List.of("-extfile", name + ".ext", "-out", name + ".pem"));
        arguments.addAll(List.of(options));
        run(arguments.toArray(String[]::new));
        return certificate(name);
    }

    private byte[] certificate(String name) throws IOException, InterruptedException {
        run("x509", "-in", name + ".pem", "-outform", "DER", "-out", name + ".der");
        return Files.readAllBytes(directory.resolve(name + ".der"));
    }
}
