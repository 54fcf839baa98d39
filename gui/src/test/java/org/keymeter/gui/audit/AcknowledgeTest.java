package org.keymeter.gui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardOption;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Secret;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.protocol.Ins;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Acknowledging, and what cannot be true. */
@ExtendWith(ApplicationExtension.class)
class AcknowledgeTest {
    private static final int ENTRY_LENGTH = 80;
    private static final int CHAIN_LENGTH = 32;

    @TempDir
    Path folder;

    private AuditBench bench;

    @Start
    void start(Stage window) {
        bench = new AuditBench(window, folder, Locale.ENGLISH);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private LogState state() throws Exception {
        return bench.console().withCard(session -> session.log().readState());
    }

    private void begin(int records) {
        bench.open();
        bench.console().click("#acknowledge");
        bench.console().awaitAnywhere(records + " records on the card are not acknowledged.");
    }

    @Test
    void acknowledgesWithTheUserPinAtTheSecondTry() throws Exception {
        bench.prepare();
        begin(4);
        bench.console().awaitAnywhere("It takes the user PIN.");
        bench.console().picture("audit-acknowledge");
        bench.console().click("Acknowledge 4 records");
        bench.console().enterPin("999999");
        bench.console().awaitText("#pinWrong", "That was wrong. 4 tries are left.");
        bench.console().enterPin(ConsoleBench.USER_PIN);
        bench.awaitOutcome("Archived and acknowledged up to record 4.");
        bench.awaitCount("5 rows");
        assertEquals(5, state().first(), "the card was told");
        assertTrue(bench.row(0).cell(ShownRow.Column.DETAIL).contains("up to record 4"));
        bench.console().picture("audit-acknowledged");

        bench.console().click("#acknowledge");
        bench.console().click("Acknowledge 1 record");
        bench.console().enterPin(ConsoleBench.USER_PIN);
        bench.awaitOutcome("There is nothing to acknowledge on the card.");
        assertEquals(5, state().first(), "an acknowledgement is no reason for one");
    }

    @Test
    void asksTheAdminWhenTheUserPinIsBlocked() throws Exception {
        bench.prepare();
        blockUserPin();
        begin(4);
        bench.console().awaitAnywhere("It takes the admin PIN");
        bench.console().click("Acknowledge 4 records");
        bench.console().enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitOutcome("Archived and acknowledged up to record 4.");
        assertEquals(5, state().first());
    }

    private void blockUserPin() throws Exception {
        bench.console().withCard(session -> {
            for (int left = 1; left > 0; ) {
                try (Secret wrong = ConsoleBench.secret("000000")) {
                    session.pins().verify(Pin.USER, wrong);
                } catch (PinWrongException refused) {
                    left = refused.triesLeft();
                }
            }
            return null;
        });
    }

    @Test
    void asksTheAdminWhereTheCardWasSetUpSo() throws Exception {
        bench.prepare(CardOption.FORCED_AUDIT, CardOption.ADMIN_ACKNOWLEDGES);
        begin(4);
        bench.console().awaitAnywhere("It takes the admin PIN");
        bench.console().click("Acknowledge 4 records");
        bench.console().enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitOutcome("Archived and acknowledged up to record 4.");
    }

    @Test
    void asksFirstWhereTheCardTellsNothingWithoutAPin() throws Exception {
        bench.prepare(CardOption.FORCED_AUDIT, CardOption.RESERVED);
        bench.open();
        bench.console().click("#read");
        bench.console().enterPin(ConsoleBench.USER_PIN);
        bench.awaitOutcome("The log is read up to record 4");
    }

    @Test
    void acknowledgesNothingWhenTheCardIsPulled() throws Exception {
        bench.prepare();
        bench.open();
        bench.console().pullBefore(Ins.SIGN_HEAD);
        bench.console().click("#read");
        bench.console().awaitText(".problem-code", "KM-T6");
        bench.console().picture("audit-pulled");
        bench.awaitCount("4 rows");
        bench.console().awaitAnywhere("Not verified");
        bench.console().reader().insert();
        bench.read();
        bench.console().awaitAnywhere("Verified up to record 4");
    }

    @Test
    void alarmsWhenTheCardContradictsItsArchive() throws Exception {
        bench.prepare();
        Path card = bench.console().folders().simulatedCard();
        Path older = bench.console().file("older copy");
        bench.open();
        bench.console().awaitAnywhere("Nothing of this log has been read here yet.");
        Files.copy(card, older);
        bench.addRecords(1);
        bench.read();
        bench.awaitCount("6 rows");
        bench.console().reader().remove();
        Files.copy(older, card, StandardCopyOption.REPLACE_EXISTING);
        bench.console().reader().insert();
        bench.console().click("#read");
        bench.console().awaitAnywhere("the card’s log is not the continuation of what was read from it before.");
        bench.console().awaitAnywhere("One thing in this log cannot be true.");
        bench.console().picture("audit-alarm");

        bench.console().click("#acknowledge");
        bench.console().awaitAnywhere("the card’s log is not the continuation");
        bench.console().click("I have seen it");
        bench.console().awaitAnywhere("One alarm that was seen");
        bench.console().click("#earlierAlarms");
        bench.console().awaitAnywhere("the card’s log is not the continuation");
        bench.console().picture("audit-alarm-seen");
    }

    @Test
    void alarmsWhenAnArchiveWasChanged() throws Exception {
        bench.prepare();
        bench.open();
        bench.read();
        bench.awaitCount("4 rows");
        forgeLast(archive());
        bench.addRecords(1);
        bench.console().click("#read");
        bench.console().awaitAnywhere("I have seen it");
        bench.console().picture("audit-archive-changed");
    }

    private Path archive() throws Exception {
        try (Stream<Path> files = Files.list(bench.console().folders().data().resolve("audit"))) {
            return files.filter(file -> file.toString().endsWith(".audit"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Another last record, with a chain value that fits. */
    private static void forgeLast(Path archive) throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        int last = bytes.length - ENTRY_LENGTH;
        bytes[last + 40] ^= 1;
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(bytes, last - CHAIN_LENGTH, CHAIN_LENGTH);
        sha256.update(bytes, last, ENTRY_LENGTH - CHAIN_LENGTH);
        System.arraycopy(sha256.digest(), 0, bytes, bytes.length - CHAIN_LENGTH, CHAIN_LENGTH);
        Files.write(archive, bytes);
    }
}
