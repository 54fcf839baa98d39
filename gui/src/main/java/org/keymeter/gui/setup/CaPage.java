package org.keymeter.gui.setup;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.trust.CaChooser;
import org.keymeter.gui.trust.CardTrust;
import org.keymeter.gui.words.Texts;

/** The approver's CA, shown before it is trusted. It can be left out, and then what that means is said. */
final class CaPage extends SetupPage {
    private final CaChooser chooser;
    private final CheckBox trust;
    private final CheckBox without;
    private final Remark consequence;
    private final Label present = wrapped("");

    CaPage(SetupPlan plan, Texts texts, Desk desk) {
        super(plan, texts, "ca");
        chooser = new CaChooser(desk, this::card);
        trust = box("trust", "caTrust");
        without = box("without", "caWithout");
        present.setId("caPresent");
        consequence = new Remark(Remark.Weight.CAUTION, text("without.text"));
        chooser.chosenProperty().addListener((property, before, now) -> choose(now));
        add(paragraph("text"), present, chooser, trust, without, consequence, approver());
        choose(null);
    }

    private CardTrust card() {
        return plan().mode() == SetupMode.FIRST
                ? CardTrust.UNKNOWN
                : plan().before().map(CardTrust::of).orElse(CardTrust.UNKNOWN);
    }

    private CheckBox box(String key, String id) {
        CheckBox box = new CheckBox(text(key));
        box.setId(id);
        box.setWrapText(true);
        box.selectedProperty().addListener((property, before, now) -> judge());
        return box;
    }

    private VBox approver() {
        TextField name = new TextField();
        name.setId("approver");
        name.textProperty().addListener((property, before, now) -> plan().setApprover(now));
        Label caption = wrapped(text("approver"));
        caption.setLabelFor(name);
        return new VBox(4, caption, name);
    }

    @Override
    void enter() {
        List<String> names = plan().mode() == SetupMode.RESUME
                ? plan().before().stream()
                        .flatMap(card -> card.anchors().stream())
                        .map(CaPage::name)
                        .collect(Collectors.toList())
                : List.of();
        present.setText(text("present", String.join("; ", names)));
        Nodes.show(present, !names.isEmpty());
        judge();
    }

    private static String name(AnchorInfo anchor) {
        return DistinguishedName.describe(anchor.subject().toByteArray());
    }

    /** Another CA is not trusted yet. */
    private void choose(CaCertificate ca) {
        trust.setSelected(false);
        without.setSelected(false);
        Nodes.show(trust, ca != null);
        judge();
        if (ca != null) {
            focus(trust);
        }
    }

    private void judge() {
        CaCertificate ca = chooser.chosenProperty().get();
        plan().setCa(trust.isSelected() ? ca : null);
        boolean isEnough = plan().hasAnchor();
        Nodes.show(without, ca == null && !isEnough);
        Nodes.show(consequence, ca == null && !isEnough && without.isSelected());
        boolean isOpen = ca != null && !trust.isSelected();
        completeProperty().set(!isOpen && (isEnough || without.isSelected()));
    }
}
