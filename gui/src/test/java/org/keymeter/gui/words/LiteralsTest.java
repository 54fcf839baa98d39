package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No words for a person but in bundles: not in FXML, not in Java, and none that the toolkit brings along. */
class LiteralsTest {
    private static final Pattern FXML_TEXT = Pattern.compile(
            "\\b(?:text|promptText|accessibleText|accessibleHelp|accessibleRoleDescription|title|headerText|contentText)"
                    + "=\"([^%$\"][^\"]*)\"");
    private static final Pattern FXML_BODY = Pattern.compile(">([^<>]*[A-Za-z]{2}[^<>]*)<");
    private static final Pattern JAVA_TEXT = Pattern.compile(
            "(?:new (?:Label|Button|Hyperlink|Text|Tooltip|Menu|MenuItem|CheckMenuItem|RadioMenuItem|MenuButton|CheckBox"
                    + "|RadioButton|ToggleButton|ToggleSwitch|TitledPane|Tab|TableColumn(?:<[^(]*>)?|ButtonType)"
                    + "|\\.set(?:Text|Title|HeaderText|ContentText|PromptText|AccessibleText|AccessibleHelp"
                    + "|AccessibleRoleDescription|Name|Label))\\(\\s*\"([^\"]*)\"");
    private static final Pattern TOOLKIT_TEXT = Pattern.compile(
            "\\bButtonType\\.[A-Z]+\\b|new (?:Alert|TextInputDialog|ChoiceDialog|ProgressDialog|ExceptionDialog)\\b");
    private static final Pattern WIZARD_PANE = Pattern.compile("extends WizardPane\\b");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2}");

    private final List<String> faults = new ArrayList<>();

    private void find(Path root, String ending, Pattern pattern) {
        Sources.search(root, ending, pattern, (file, found) -> {
            String text = found.groupCount() == 0 ? found.group() : found.group(1);
            if (LETTERS.matcher(text).find()) {
                faults.add(file + ": " + found.group());
            }
        });
    }

    private void report() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @Test
    void fxmlHasNoWords() {
        find(Sources.RESOURCES, ".fxml", FXML_TEXT);
        find(Sources.RESOURCES, ".fxml", FXML_BODY);
        report();
    }

    @Test
    void javaHasNoWords() {
        find(Sources.JAVA, ".java", JAVA_TEXT);
        report();
    }

    /** The toolkit's buttons and dialogs speak the computer's language, or English, whatever the console speaks. */
    @Test
    void buttonsOfDialogsAreOurs() {
        find(Sources.JAVA, ".java", TOOLKIT_TEXT);
        report();
    }

    /** ControlsFX has no German: a wizard's page makes its buttons itself. */
    @Test
    void buttonsOfWizardsAreOurs() {
        Sources.search(Sources.JAVA, ".java", WIZARD_PANE, (file, found) -> {
            if (!Sources.read(Sources.JAVA, file).contains("Node createButton(ButtonType")) {
                faults.add(file + " leaves a wizard's buttons in English: override createButton");
            }
        });
        report();
    }

    /** An exception's message is English, and may quote anything. */
    @Test
    void messagesOfExceptionsAreNotShown() {
        Pattern shown = Pattern.compile("(?:set\\w*Text|[tT]exts?(?:\\(\\))?\\.text)\\([^;]*getMessage\\(\\)");
        Sources.search(Sources.JAVA, ".java", shown, (file, found) -> faults.add(file + ": " + found.group()));
        report();
    }

    /** Outside of this package, what the library says goes through LibraryWords or Problems. */
    @Test
    void theLibrarysEnglishIsNotShown() {
        Pattern english = Pattern.compile(
                "(?<!translate\\()\\b[a-z]\\w*(?:\\(\\))?\\.(?:likelyCause|explanation|record\\(\\)\\.(?:what|about))\\(\\)");
        Sources.search(Sources.JAVA, ".java", english, (file, found) -> {
            if (!file.startsWith("org/keymeter/gui/words")) {
                faults.add(file + ": " + found.group());
            }
        });
        report();
    }
}
