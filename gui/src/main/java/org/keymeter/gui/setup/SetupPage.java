package org.keymeter.gui.setup;

import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.dialog.Wizard;
import org.controlsfx.dialog.WizardPane;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.words.Texts;

/** A page of the wizard: a title, content that scrolls where there is little room, and the wizard's buttons in our words. */
abstract class SetupPage extends WizardPane {
    /** The most that the theme gives a dialog. */
    private static final int WIDTH = 600;

    private static final int HEIGHT = 600;

    private final SetupPlan plan;
    private final Texts texts;
    private final String name;
    private final Label step = new Label();
    private final VBox body = new VBox(16);
    private final ScrollPane scroll = new ScrollPane();
    private final BooleanProperty complete = new SimpleBooleanProperty(true);

    /** @param name of its texts */
    SetupPage(SetupPlan plan, Texts texts, String name) {
        this.plan = plan;
        this.texts = texts;
        this.name = name;
        getStylesheets().setAll(SetupPage.class.getResource("setup.css").toExternalForm());
        getStyleClass().addAll("console", "setup");
        setId("setup-" + name);
        Label title = new Label(texts.text(name + ".title"));
        title.getStyleClass().add("heading");
        title.setWrapText(true);
        step.getStyleClass().add("muted");
        step.setId("setupStep");
        VBox header = new VBox(4, step, title);
        header.getStyleClass().add("setup-header");
        setHeader(header);
        body.getStyleClass().add("setup-body");
        scroll.setContent(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        setContent(scroll);
        setPrefSize(WIDTH, HEIGHT);
        addEventHandler(KeyEvent.KEY_PRESSED, this::goOn);
    }

    /** Enter goes on, from wherever it means nothing else. The wizard's own default button gets lost as it is remade. */
    private void goOn(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            getButtonTypes().stream()
                    .filter(type -> type.getButtonData() == ButtonData.NEXT_FORWARD
                            || type.getButtonData() == ButtonData.FINISH)
                    .map(type -> (Button) lookupButton(type))
                    .filter(button -> button.isVisible() && !button.isDisabled())
                    .findFirst()
                    .ifPresent(Button::fire);
            event.consume();
        }
    }

    SetupPlan plan() {
        return plan;
    }

    Texts texts() {
        return texts;
    }

    /** A text of this page. */
    String text(String key, Object... arguments) {
        return texts.text(name + "." + key, arguments);
    }

    void add(Node... nodes) {
        body.getChildren().addAll(nodes);
    }

    /** Text that is wrapped. */
    Label paragraph(String key, Object... arguments) {
        return wrapped(text(key, arguments));
    }

    static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** Whether the wizard may go on from here. */
    BooleanProperty completeProperty() {
        return complete;
    }

    /** Whether this page is one of those for the card that was chosen. */
    boolean isNeeded() {
        return true;
    }

    /** Whether there is a way back from here. */
    boolean isReturnable() {
        return plan.progress().reached() == SetupProgress.Reached.NOTHING || plan.mode() == SetupMode.RESUME;
    }

    /** Once the page is in the window; scrolls to it where there is little room. */
    final void focus(Node node) {
        Platform.runLater(() -> {
            node.requestFocus();
            scroll.layout();
            Bounds wanted = body.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
            double spare = body.getHeight() - scroll.getViewportBounds().getHeight();
            double below = wanted.getMaxY() - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(spare > 0 && below > 0 ? Math.min(1, below / spare) : 0);
        });
    }

    /** The page comes into view. */
    abstract void enter();

    /** The wizard goes on from here. */
    void leave() {}

    /** @param position of this page among those needed, from 1 */
    final void number(int position, int count) {
        step.setText(texts.text("step", position, count));
    }

    @Override
    public final void onEnteringPage(Wizard wizard) {
        wizard.invalidProperty().bind(complete.not());
        enter();
        showBack(isReturnable());
    }

    final void showBack(boolean isShown) {
        Nodes.show(button(ButtonData.BACK_PREVIOUS), isShown);
    }

    final Button button(ButtonData kind) {
        return getButtonTypes().stream()
                .filter(type -> type.getButtonData() == kind)
                .map(type -> (Button) lookupButton(type))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Node createButton(ButtonType type) {
        Button button = (Button) super.createButton(type);
        String kind =
                switch (type.getButtonData()) {
                    case BACK_PREVIOUS -> "back";
                    case NEXT_FORWARD -> "next";
                    case FINISH -> "finish";
                    default -> "cancel";
                };
        button.setId("setup" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1));
        button.textProperty().unbind();
        button.setText(texts.has(name + "." + kind) ? text(kind) : texts.text("button." + kind));
        if (kind.equals("next") || kind.equals("finish")) {
            button.getStyleClass().add("accent");
        }
        return button;
    }
}
