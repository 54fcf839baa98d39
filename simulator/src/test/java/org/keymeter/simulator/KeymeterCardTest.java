package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.simulator.KeymeterCards.USES;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.Secret;
import org.keymeter.simulator.silicon.Silicon;

/** The Keymeter applet in its simulated card, through the host library. */
class KeymeterCardTest {
    @TempDir
    Path folder;

    private Path file;
    private SimulatedReader reader;

    @BeforeEach
    void make() {
        file = folder.resolve("card");
        reader = SimulatedReader.onFile("sim", file, AppletInstallation.keymeter());
    }

    @Test
    void livesInItsFile() throws Exception {
        Blob blob = KeymeterCards.setUp(reader, 1, Optional.empty());
        DeviceIdentity identity;
        try (CardSession session = KeymeterCards.openChannel(reader);
                Secret wrong = KeymeterCards.adminPin()) {
            identity = session.identity();
            KeymeterCards.unwrap(session, blob);
            assertThrows(PinWrongException.class, () -> session.pins().verify(Pin.USER, wrong));
        }
        CardReader same = SimulatedReader.onFile("again", file, AppletInstallation.keymeter());
        try (CardSession session = KeymeterCards.openChannel(same)) {
            assertEquals(identity, session.identity());
            assertEquals(4, session.device().read().userPin().left());
            KeymeterCards.unwrap(session, blob);
            assertEquals(USES - 2, session.keys().read(0).remaining());
        }
    }

    @Test
    void aReaderForShortCommandsWillDo() throws Exception {
        SimulatedReader small = reader.withoutExtendedLength();
        Blob blob = KeymeterCards.setUp(small, 1, Optional.empty());
        try (CardSession session = KeymeterCards.openChannel(small);
                Secret subkey = KeymeterCards.subkey()) {
            int count = 20;
            List<ByteString> suffixes = IntStream.range(0, count)
                    .mapToObj("%02X"::formatted)
                    .map(ByteString::ofHex)
                    .toList();
            List<Blob> blobs = session.uses()
                    .wrap(0, KeymeterCards.CONTEXT, suffixes, Collections.nCopies(count, subkey))
                    .blobs();
            assertEquals(count, blobs.size(), "an answer of four pieces");
            KeymeterCards.unwrap(session, blob);
        }
    }

    @Test
    void onlyTheLossOfPowerCostsALease() throws Exception {
        int lease = 10;
        Blob blob = KeymeterCards.setUp(reader, lease, Optional.empty());
        try (CardConnection keepsPower = reader.connect()) {
            CardSession session = KeymeterCards.openChannel(reader);
            KeymeterCards.unwrap(session, blob);
            assertEquals(USES - lease, session.keys().read(0).remaining());
            keepsPower.transmit(SampleCard.select(IssuerDomain.installation().aid()));
            assertThrows(CardException.class, () -> session.keys().read(0));
            session.close();
            assertEquals(USES - 1, remaining());
        }
        CardSession session = KeymeterCards.openChannel(reader);
        KeymeterCards.unwrap(session, blob);
        reader.remove();
        assertThrows(CardException.class, () -> session.keys().read(0));
        session.close();
        reader.insert();
        assertEquals(USES - 1 - lease, remaining());
    }

    @Test
    void twoProgramsShareIt() throws Exception {
        Blob blob = KeymeterCards.setUp(reader, 1, Optional.empty());
        try (CardSession mine = KeymeterCards.openChannel(reader)) {
            KeymeterCards.unwrap(mine, blob);
            try (CardConnection watcher = reader.connect()) {
                PublicStatus status = CardSession.readPublicStatus(watcher);
                assertEquals(
                        USES - 1, status.details().orElseThrow().meters().get(0).remaining());
            }
            KeymeterCards.unwrap(mine, blob);
            try (CardSession other = KeymeterCards.openChannel(reader)) {
                KeymeterCards.unwrap(other, blob);
                assertThrows(CardException.class, () -> KeymeterCards.unwrap(mine, blob));
            }
        }
        assertEquals(USES - 3, remaining());
    }

    @Test
    void aSetupSecretIsErasedFromTheFile() throws Exception {
        byte[] secret = "a setup secret of thirty-two bytes".substring(0, 32).getBytes(StandardCharsets.US_ASCII);
        byte[] parameters = ByteBuffer.allocate(6 + 32)
                .put(new byte[] {5, 5, 4, 0x20, 0, 0})
                .put(secret)
                .array();
        SimulatedReader provisioned = SimulatedReader.onFile("sim", file, AppletInstallation.keymeter(parameters));
        provisioned.connect().close();
        assertTrue(fileHolds(secret), "not even before it was used: the test tests nothing");
        try (Secret given = Secret.take(secret.clone())) {
            KeymeterCards.setUp(provisioned, 1, Optional.of(given));
        }
        assertFalse(fileHolds(secret));
        try (CardSession session = KeymeterCards.openChannel(provisioned)) {
            assertEquals(DeviceInfo.Setup.VERIFIED, session.device().read().setup());
        }
    }

    @Test
    void parametersThatTheAppletRefusesAreNamed() {
        AppletInstallation wrong = AppletInstallation.keymeter(new byte[] {0, 5});
        InstallationException e = assertThrows(InstallationException.class, () -> SimulatedCard.inMemory(wrong));
        assertEquals(0x6A80, e.statusWord());
    }

    @Test
    void theAppletRefusesACardWhoseKeyAgreementTakesAnyPoint() throws Exception {
        try (UnmendedSimulator careless = UnmendedSimulator.withCarelessCurves()) {
            assertEquals(0x98E8, careless.call(StatusOfInstallation.class));
        }
        assertEquals(0x9000, new StatusOfInstallation().call());
    }

    private long remaining() throws CardException {
        try (CardSession session = KeymeterCards.openChannel(reader)) {
            KeyInfo key = session.keys().read(0);
            assertEquals(USES, key.remaining() + key.spentEver());
            return key.remaining();
        }
    }

    private boolean fileHolds(byte[] bytes) throws Exception {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return content.contains(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Installs the applet on the bare runtime. */
    static final class StatusOfInstallation implements Callable<Integer> {
        @Override
        public Integer call() {
            try {
                new CardRuntime(Silicon.STRICT).install(AppletInstallation.keymeter());
                return SampleCard.DONE;
            } catch (InstallationException e) {
                return e.statusWord();
            }
        }
    }
}
