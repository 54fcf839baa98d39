package org.keymeter.simulator.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The CAs whose grants are measured, each a root of its own.
 *
 * @param intermediate a P-256 CA under {@code parent}
 */
record Authorities(OpenSslCa p256, OpenSslCa p384, OpenSslCa rsa, OpenSslCa parent, OpenSslCa intermediate) {
    static Authorities make(Path folder) throws IOException {
        OpenSslCa parent = OpenSslCa.root(folder, "Keymeter root", OpenSslCa.Kind.P256);
        return new Authorities(
                OpenSslCa.root(folder, "Keymeter approvals", OpenSslCa.Kind.P256),
                OpenSslCa.root(folder, "Keymeter approvals 384", OpenSslCa.Kind.P384),
                OpenSslCa.root(folder, "Keymeter approvals RSA", OpenSslCa.Kind.RSA_2048),
                parent,
                parent.intermediate("Keymeter approvals 2026"));
    }

    List<OpenSslCa> roots() {
        return List.of(p256, p384, rsa, parent);
    }
}
