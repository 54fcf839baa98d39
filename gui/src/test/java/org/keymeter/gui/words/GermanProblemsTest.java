package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardException;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.SubkeyFile;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.GrantPath;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.gui.history.HistoryException;
import org.keymeter.simulator.CardFileException;
import org.keymeter.volume.SubkeyTable;
import org.keymeter.volume.VolumeException;

/** Problems that really happen, told in German. */
class GermanProblemsTest {
    private static final byte[] RUBBISH = "kein Inhalt, der etwas bedeutet".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RUBBISH_DER = new byte[300];

    static {
        RUBBISH_DER[0] = 0x30;
        RUBBISH_DER[1] = (byte) 0x81;
        RUBBISH_DER[2] = 4;
    }

    private final Problems german = new Problems(Language.GERMAN);
    private final Problems english = new Problems(Language.ENGLISH);

    @TempDir
    private Path folder;

    private Problem told(Throwable thrown) {
        Problem inEnglish = english.of(thrown);
        Problem inGerman = german.of(thrown);
        German.require(inEnglish.happened(), inGerman.happened());
        German.require(inEnglish.cause(), inGerman.cause());
        German.require(inEnglish.remedy(), inGerman.remedy());
        assertEquals(inEnglish.code(), inGerman.code());
        return inGerman;
    }

    @Test
    void everyKindOfCardException() {
        Set<Class<?>> kinds = new HashSet<>();
        Samples.all().forEach(sample -> {
            told(sample);
            kinds.add(sample.getClass());
        });
        assertTrue(kinds.size() >= 12, kinds::toString);
    }

    @Test
    void sentencesReadWell() {
        List<String> said = Samples.all().map(german::of).map(Problem::happened).toList();
        assertTrue(said.contains("Die Benutzer-PIN ist falsch; es bleibt 1 Versuch."), said::toString);
        assertTrue(said.contains("Ohne die Admin-PIN weigert sich die Karte, einen Schlüssel zu erzeugen."));
        assertTrue(said.contains("Die Karte verweigert 2 Nutzungen und hat keine verbraucht. Übrig: 1 Nutzung."));
        assertTrue(said.contains("Die Antwort ist nicht zu verstehen (GET DATA 0101): Sie endet nach 3 von 16 Byte."));
    }

    @Test
    void everyReasonToRefuseAGrant() {
        LibraryWords words = german.library();
        for (GrantRefusal reason : GrantRefusal.values()) {
            German.require(reason.happened(), words.translate(reason.happened()));
            German.require(reason.likelyCause(), words.translate(reason.likelyCause()));
            German.require(reason.remedy(), words.translate(reason.remedy()));
        }
        assertEquals(
                "Es geht um die Genehmigung CN=keymeter 00ff.",
                words.translate("It is about the grant CN=keymeter 00ff."));
    }

    @Test
    void filesThatAreNotWhatTheyShouldBe() throws IOException, CardException {
        for (byte[] content : List.of(RUBBISH, RUBBISH_DER)) {
            tellInvalid(() -> GrantRequest.parse(content));
            tellInvalid(() -> Grant.parse(content));
            tellInvalid(() -> GrantPath.find(List.of(content), List.of()));
            tellInvalid(() -> CaCertificate.parse(content));
            tellInvalid(() -> CaKey.parse(content, () -> null));
            tellInvalid(() -> SubkeyFile.parse(content));
            tellInvalid(() -> UsageReport.parse(content));
            tellInvalid(() -> AuditVerifier.verify(
                    new ByteArrayInputStream(content), Samples.identity().deviceKey(), Optional.empty()));
        }
    }

    private void tellInvalid(Executable parse) {
        told(assertThrows(InvalidFileException.class, parse));
    }

    @Test
    void tablesThatCannotBeOpened() throws IOException {
        Path file = folder.resolve("x.table");
        told(assertThrows(IOException.class, () -> SubkeyTable.open(file)));
        told(assertThrows(IOException.class, () -> SubkeyTable.open(folder)));
        Files.write(file, new byte[4096]);
        Problem problem = told(assertThrows(VolumeException.class, () -> SubkeyTable.open(file)));
        assertEquals(file + " ist keine Unterschlüssel-Tabelle.", problem.happened());
    }

    @Test
    void everyReasonNotToOpenASimulatedCard() throws ReflectiveOperationException {
        Constructor<CardFileException> made = CardFileException.class.getDeclaredConstructor(
                CardFileException.Reason.class, Path.class, Throwable.class);
        made.setAccessible(true);
        for (CardFileException.Reason reason : CardFileException.Reason.values()) {
            told(made.newInstance(reason, Path.of("sim"), null));
        }
    }

    @Test
    void everyReasonNotToUseTheHistory() throws ReflectiveOperationException {
        Constructor<HistoryException> made = HistoryException.class.getDeclaredConstructor(
                HistoryException.Problem.class, Path.class, Throwable.class);
        made.setAccessible(true);
        for (HistoryException.Problem problem : HistoryException.Problem.values()) {
            told(made.newInstance(problem, Path.of("history.db"), null));
        }
    }

    @Test
    void whatThePlatformSaysOfFiles() {
        told(new NoSuchFileException("/a"));
        told(new AccessDeniedException("/a"));
        told(new FileSystemException("/a", null, "it is a folder"));
        told(new FileSystemException("/a", null, "No space left on device"));
        told(new IOException("Input/output error"));
        told(new IllegalStateException("nobody should see this"));
    }
}
