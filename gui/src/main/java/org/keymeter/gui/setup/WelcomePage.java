package org.keymeter.gui.setup;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a card is, and who has what of it, in plain words. */
final class WelcomePage extends SetupPage {
    private record Role(String name, String icon) {}

    private static final List<Role> ROLES = List.of(
            new Role("user", "mdomz-person_outline"),
            new Role("admin", "mdomz-settings"),
            new Role("approver", "mdomz-verified_user"));

    WelcomePage(SetupPlan plan, Texts texts) {
        super(plan, texts, "welcome");
        add(paragraph("text"));
        ROLES.forEach(role -> add(row(role)));
        add(paragraph("nothing-written"));
    }

    private HBox row(Role role) {
        Label title = wrapped(text(role.name + ".title"));
        title.getStyleClass().add("strong");
        VBox words = new VBox(4, title, paragraph(role.name + ".text"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(16, new FontIcon(role.icon), words);
        row.getStyleClass().add("role");
        return row;
    }

    @Override
    boolean isNeeded() {
        return plan().mode() != SetupMode.AGAIN;
    }

    @Override
    void enter() {}
}
