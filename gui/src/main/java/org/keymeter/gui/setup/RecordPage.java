package org.keymeter.gui.setup;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.layout.VBox;
import org.keymeter.card.DeviceInfo;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.record.CardRecord;
import org.keymeter.gui.record.RecordActions;
import org.keymeter.gui.words.Texts;

/** The card is set up: its record sheet, and its device key for the approver. */
final class RecordPage extends SetupPage {
    private final VBox fingerprint = new VBox();
    private final RecordActions actions;
    private final Remark unverified = new Remark(Remark.Weight.CAUTION, text("unverified"));
    private CardSnapshot card;

    RecordPage(SetupPlan plan, Texts texts, Desk desk) {
        super(plan, texts, "record");
        actions = new RecordActions(
                desk, () -> new CardRecord(card, plan.approver(), plan.reader().isSimulated()));
        add(
                paragraph("text"),
                fingerprint,
                actions,
                paragraph("device-key"),
                unverified,
                new Remark(Remark.Weight.CAUTION, text("lost")));
    }

    @Override
    boolean isReturnable() {
        return false;
    }

    @Override
    void enter() {
        CardSnapshot now = plan().reader().snapshotProperty().get();
        card = now;
        actions.setDisable(now == null);
        Nodes.show(fingerprint, now != null);
        Nodes.show(unverified, now != null && now.device().setup() != DeviceInfo.Setup.VERIFIED);
        if (now != null) {
            fingerprint
                    .getChildren()
                    .setAll(new FingerprintText(
                            texts(),
                            text("fingerprint"),
                            now.identity().deviceKey().fingerprint(),
                            "deviceFingerprint"));
        }
        Nodes.show(button(ButtonData.CANCEL_CLOSE), false);
    }
}
