package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.gui.history.Imported.Verdict;

/** The real applet's log, read here and elsewhere. */
class CardToHistoryTest {
    @TempDir
    private Path folder;

    private History history;
    private LoggedCard card;
    private DeviceIdentity identity;

    @BeforeEach
    void open() throws Exception {
        history = History.open(Folders.under(folder), Clock.systemUTC());
        card = new LoggedCard("first");
        identity = card.session().identity();
    }

    @AfterEach
    void close() {
        card.close();
        history.close();
    }

    private Path here() {
        return folder.resolve("audit");
    }

    private Path elsewhere() {
        return folder.resolve("elsewhere");
    }

    private SignedHead head() throws Exception {
        return SignedHead.of(card.session().log().signHead(ByteString.of(new byte[32])));
    }

    /** Card, archive, history; then, and only then, the acknowledgement. */
    private Fill readAndAcknowledge() throws Exception {
        return card.keeper(here()).run((reader, archive) -> {
            long last = reader.read().state().last();
            Fill fill = history.audit().follow(archive);
            reader.acknowledge(last);
            return fill;
        });
    }

    private ChainState state() throws Exception {
        return history.audit().state(identity.deviceId(), identity.instance()).orElseThrow();
    }

    @Test
    void readsTheCardThenAcknowledges() throws Exception {
        card.addKeys(20);
        Fill fill = readAndAcknowledge();
        assertEquals(card.session().log().readState().first() - 1, fill.added());
        AuditRows created = history.audit()
                .find(AuditFilter.ALL.withEvents(Set.of(AuditEvent.KEY_CREATED)), AuditOrder.OLDEST_FIRST);
        assertEquals(21, created.size());
        readAndAcknowledge();
        SignedHead head = head();
        card.keeper(here()).run((reader, archive) -> {
            reader.read();
            return history.audit().follow(archive);
        });
        assertTrue(history.audit().keepHead(head, identity.deviceKey()).isEmpty());
        assertTrue(state().isWholeLogVerified());
    }

    @Test
    void catchesUpAfterACrashBetweenArchiveAndHistory() throws Exception {
        readAndAcknowledge();
        card.addKeys(5);
        card.keeper(here()).acknowledgeAll();
        card.addKeys(5);
        Fill fill = readAndAcknowledge();
        assertEquals(List.of(), fill.gaps());
        assertEquals(22, fill.added(), "five keys made and deleted twice, acknowledged before each time");
        assertEquals(
                0,
                card.keeper(here())
                        .run((reader, archive) -> history.audit().follow(archive))
                        .added());
    }

    @Test
    void closesTheGapThatAnotherComputerMade() throws Exception {
        readAndAcknowledge();
        card.keeper(elsewhere()).run((reader, archive) -> reader.read());
        card.addKeys(10);
        card.keeper(elsewhere()).acknowledgeAll();
        card.addKeys(1);
        Fill fill = readAndAcknowledge();
        assertEquals(1, fill.gaps().size());
        Gap gap = fill.gaps().get(0);
        assertEquals(21, gap.count());

        ByteArrayOutputStream export = new ByteArrayOutputStream();
        card.keeper(elsewhere()).run((reader, archive) -> {
            reader.read();
            try {
                AuditExport.write(export, archive, identity.deviceKey(), Optional.empty(), head());
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
            return archive;
        });
        Imported imported =
                history.audit().importExport(new ByteArrayInputStream(export.toByteArray()), identity.deviceKey());
        assertEquals(
                Verdict.NOT_VERIFIED,
                history.audit()
                        .importExport(
                                new ByteArrayInputStream(export.toByteArray(), 0, export.size() - 1),
                                identity.deviceKey())
                        .verdict());
        assertEquals(Verdict.TAKEN, imported.verdict());
        assertEquals(gap.count(), imported.added());
        assertEquals(List.of(), state().gaps());
    }
}
