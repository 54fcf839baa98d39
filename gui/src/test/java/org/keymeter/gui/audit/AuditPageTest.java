package org.keymeter.gui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.gui.audit.ShownRow.Column;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The audit page: reading a card's log, finding records, looking at one. */
@ExtendWith(ApplicationExtension.class)
class AuditPageTest {
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

    @Test
    void saysWhatToDoWhileNothingIsKnown() throws Exception {
        bench.open();
        bench.console().awaitText("#empty", "No log has been read here yet. Insert a card and read its log.");
        bench.console().picture("audit-empty");
    }

    @Test
    void readsAndFinds() throws Exception {
        bench.prepare();
        bench.addRecords(3);
        bench.open();
        bench.read();
        bench.awaitCount("10 rows");
        bench.console().awaitAnywhere("Verified up to record 10, signed by “test card”");
        bench.console().picture("audit-read");
        assertEquals("Key deleted", bench.row(0).cell(Column.EVENT));
        assertEquals("Card initialised", bench.row(9).cell(Column.EVENT));

        bench.choose("#order", "Oldest first");
        bench.console().await("it is turned round", () -> bench.row(0)
                .cell(Column.EVENT)
                .equals("Card initialised"));
        bench.choose("#event", "Key created");
        bench.awaitCount("5 matches");
        bench.choose("#key", "archive");
        bench.awaitCount("1 match");
        assertEquals("archive (slot 0)", bench.row(0).cell(Column.ABOUT));
        bench.console().picture("audit-filtered");
        bench.console().click("#reset");
        bench.awaitCount("10 rows");

        bench.console().type("#text", "anchor imp");
        bench.awaitCount("1 match");
        bench.console().type("#text", "passing");
        bench.awaitCount("No matches");
        bench.console().picture("audit-nomatch");
        bench.console().click("#reset");
        bench.awaitCount("10 rows");
        setDate("#to", LocalDate.now().minusDays(1));
        bench.awaitCount("No matches");
        setDate("#to", LocalDate.now());
        bench.awaitCount("10 matches");
        setDate("#from", LocalDate.now().plusDays(1));
        bench.awaitCount("No matches");
    }

    private void setDate(String picker, LocalDate date) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> bench.console()
                .robot()
                .lookup(picker)
                .queryAs(DatePicker.class)
                .setValue(date));
    }

    @Test
    void showsEverythingOfARecord() throws Exception {
        bench.prepare();
        bench.open();
        bench.read();
        bench.awaitCount("4 rows");
        ShownRow row = bench.row(1);
        bench.select(1);
        bench.console().awaitAnywhere("Key created (06)");
        bench.console().picture("audit-detail");
        String shown = bench.console()
                .robot()
                .lookup("#detail-chain")
                .queryAs(TextField.class)
                .getText();
        assertEquals(row.row().chain().toHex(), shown);
        assertEquals(
                96,
                bench.console()
                        .robot()
                        .lookup("#detail-record")
                        .queryAs(TextField.class)
                        .getText()
                        .length());
        assertTrue(row.cell(Column.DETAIL).startsWith("100 uses, ceiling 200"));
    }
}
