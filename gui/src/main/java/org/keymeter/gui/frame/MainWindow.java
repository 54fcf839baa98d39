package org.keymeter.gui.frame;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.ReaderListController;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** The window: cards and pages at the left, the page in the middle, what is under way at the bottom. */
public final class MainWindow {
    private static final int[] ICON_SIZES = {16, 32, 48, 64, 128, 256};
    private static final int MINIMUM_WIDTH = 960;
    private static final int MINIMUM_HEIGHT = 640;
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 760;

    private final Desk desk;
    private final PageSet pages;
    private final Appearance appearance;
    private final Consumer<Language> onLanguage;
    private final Texts texts;
    private final ToggleGroup navigationGroup = new ToggleGroup();

    @FXML
    private BorderPane root;

    @FXML
    private StackPane readers;

    @FXML
    private VBox navigation;

    @FXML
    private StackPane page;

    @FXML
    private Menu looks;

    @FXML
    private Menu languages;

    /**
     * @param onLanguage what happens when the user chooses another language
     */
    public MainWindow(Desk desk, PageSet pages, Appearance appearance, Consumer<Language> onLanguage) {
        this.desk = desk;
        this.pages = pages;
        this.onLanguage = onLanguage;
        this.appearance = appearance;
        texts = desk.texts(MainWindow.class);
    }

    /** Fills the stage and shows it; once more with another language. */
    public void show(Stage stage) {
        Scene scene = new Scene(View.load(this, "main.fxml", texts), WIDTH, HEIGHT);
        scene.getStylesheets().add(resource("console.css"));
        stage.setTitle(texts.text("window.title"));
        if (stage.getIcons().isEmpty()) {
            IntStream.of(ICON_SIZES)
                    .mapToObj(size -> new Image(resource("/org/keymeter/gui/icons/keymeter-" + size + ".png")))
                    .forEach(stage.getIcons()::add);
        }
        addShortcuts(scene);
        stage.setScene(scene);
        boolean isNew = !stage.isShowing();
        stage.setMinWidth(MINIMUM_WIDTH);
        stage.setMinHeight(MINIMUM_HEIGHT);
        stage.show();
        if (isNew) {
            // Some window managers open a window no larger than its minimum.
            Platform.runLater(stage::sizeToScene);
        }
    }

    @FXML
    private void initialize() {
        readers.getChildren()
                .add(View.load(
                        new ReaderListController(
                                desk.readers(), desk.texts(ReaderListController.class), desk.problems()),
                        "readers.fxml",
                        desk.texts(ReaderListController.class)));
        root.setBottom(new ActivityBar(desk.activities(), texts));
        for (PageKind kind : PageKind.values()) {
            if (pages.has(kind)) {
                navigation.getChildren().add(button(kind));
            }
        }
        pages.openProperty().addListener((property, before, now) -> show(now));
        show(pages.openProperty().get());
        for (Look look : Look.values()) {
            RadioMenuItem item = item(looks, texts.text("look." + look.name().toLowerCase(Locale.ROOT)));
            item.setId("look-" + look);
            item.setSelected(appearance.lookProperty().get() == look);
            item.setOnAction(event -> appearance.lookProperty().set(look));
        }
        for (Language language : Language.ALL) {
            RadioMenuItem item = item(languages, language.locale().getDisplayLanguage(language.locale()));
            item.setId("language-" + language.locale());
            item.setSelected(desk.language().equals(language));
            item.setOnAction(event -> onLanguage.accept(language));
        }
    }

    private static RadioMenuItem item(Menu menu, String text) {
        RadioMenuItem item = new RadioMenuItem(text);
        menu.getItems().add(item);
        return item;
    }

    private ToggleButton button(PageKind kind) {
        ToggleButton button = new ToggleButton(texts.text(kind.key()), new FontIcon(kind.icon()));
        button.setId(kind.key().replace('.', '-'));
        button.getStyleClass().addAll("page-button", "flat");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(navigationGroup);
        button.setUserData(kind);
        button.setOnAction(event -> {
            button.setSelected(true);
            pages.open(kind);
        });
        return button;
    }

    private void show(PageKind kind) {
        page.getChildren().setAll(pages.view(kind));
        navigationGroup.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == kind)
                .forEach(navigationGroup::selectToggle);
    }

    /** Ctrl+1 … Ctrl+9 open the pages in their order. */
    private void addShortcuts(Scene scene) {
        for (int i = 0; i < navigation.getChildren().size(); i++) {
            PageKind kind = (PageKind) navigation.getChildren().get(i).getUserData();
            KeyCode digit = KeyCode.valueOf("DIGIT" + (i + 1));
            scene.getAccelerators()
                    .put(new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN), () -> pages.open(kind));
        }
    }

    private static String resource(String name) {
        return MainWindow.class.getResource(name).toExternalForm();
    }
}
