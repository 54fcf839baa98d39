package org.keymeter.gui.refill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantTerms;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.OpenSsl;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/**
 * A real applet without a window, and an approver with openssl. Keys: 0 "archive" and 1 "deep" (which takes one intermediate)
 * with 3 of 10 uses, 2 "once", which is never refilled.
 */
final class RefillBench implements AutoCloseable {
    static final long ASKED = 8;

    private static final int CEILING = 10;
    private static final int INITIAL = 3;

    final OpenSsl openSsl;
    final Refilling refilling;
    final CardSession session;
    private final Path folder;
    private final SimulatedCard card;

    RefillBench(Path folder) throws Exception {
        this.folder = folder;
        openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", "ca");
        refilling = new Refilling(new KeptRequests(folder.resolve("requests")), Clock.systemUTC());
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        session = CardSession.open(SimulatedReader.with("sim", card).connect());
        session.openChannelUnpinned();
        try (Secret user = ConsoleBench.secret(ConsoleBench.USER_PIN);
                Secret admin = ConsoleBench.secret(ConsoleBench.ADMIN_PIN)) {
            session.device()
                    .initialize(new Initialization(
                            "bench", Set.of(CardOption.FORCED_AUDIT), user, admin, Optional.empty()));
            session.openChannelUnpinned();
            session.pins().verify(Pin.ADMIN, admin);
            session.pins().verify(Pin.USER, user);
        }
        CaCertificate ca = ca("ca");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        Policy policy = Policy.of(CEILING, List.of(ca.fingerprint()));
        session.keys().create("archive", INITIAL, policy);
        session.keys().create("deep", INITIAL, policy.withIntermediates(1));
        session.keys().create("once", INITIAL, Policy.of(CEILING, List.of()));
    }

    CaCertificate ca(String name) throws Exception {
        return CaCertificate.parse(openSsl.read(name + ".pem"));
    }

    /** The key asks for {@link #ASKED} uses; the request lies in grant.csr. */
    KeptRequest ask(int slot) throws Exception {
        KeptRequest kept = refilling.ask(session, slot, ASKED);
        openSsl.write("grant.csr", kept.pem());
        openSsl.write("device-key.pem", session.identity().deviceKey().toPem());
        return kept;
    }

    CardSnapshot snapshot() throws Exception {
        return CardSnapshot.read(session, PinnedDevice.Trust.COMPARED, Instant.now());
    }

    KeyInfo key(int slot) throws Exception {
        return session.keys().read(slot);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A grant by the project's own issuer, dated as wanted. */
    List<byte[]> issue(Instant from, Duration validity) throws Exception {
        return List.of(issuer("ca").issue(request(), request().deviceKey(), ASKED, from, validity));
    }

    private GrantIssuer issuer(String name) throws Exception {
        return new GrantIssuer(ca(name), CaKey.parse(openSsl.read(name + ".key"), () -> {
            throw new IOException("not encrypted");
        }));
    }

    private GrantRequest request() throws Exception {
        return GrantRequest.parse(openSsl.read("grant.csr"));
    }

    /** A grant that the recipe makes. */
    List<byte[]> issue(String ca) throws Exception {
        openSsl.issue("grant.csr", ca, "grant.pem");
        return List.of(openSsl.read("grant.pem"));
    }

    /** A grant with these extensions in place of the recipe's. */
    List<byte[]> sign(String extensions, String... options) throws Exception {
        openSsl.write("other.ext", extensions);
        openSsl.run(OpenSsl.sign("grant.csr", "ca", "grant.pem", "other.ext") + " " + String.join(" ", options));
        return List.of(openSsl.read("grant.pem"));
    }

    /** A grant with the recipe's extensions but for one. */
    List<byte[]> signWith(String name, String value) throws Exception {
        String others = OpenSsl.GRANT_EXTENSIONS.replaceAll("(?m)^" + name + "=.*\n", "");
        return sign(others + name + "=" + value + "\n");
    }

    /** A grant whose terms are not those of the request. */
    List<byte[]> signTerms(String critical, UnaryOperator<GrantTerms> change) throws Exception {
        String der = HexFormat.of().formatHex(change.apply(request().terms()).encode());
        return signWith("1.3.6.1.4.1.32473.7.1", critical + "DER:" + der);
    }

    @Override
    public void close() {
        session.close();
        card.close();
    }
}
