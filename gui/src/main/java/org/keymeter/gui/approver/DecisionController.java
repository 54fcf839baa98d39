package org.keymeter.gui.approver;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.Secret;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.gui.controls.Copying;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.NumberSpinner;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.FileIntake;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Looks at the card's log, decides, signs, and hands the grant out. */
final class DecisionController {
    private final ApproverState state;
    private final Desk desk;
    private final Texts texts;
    private LogVerdict log = new LogVerdict.NotGiven();
    private Path ca;
    private Path caKey;
    private Issued issued;

    @FXML
    private VBox root;

    @FXML
    private VBox logIntake;

    @FXML
    private VBox logVerdict;

    @FXML
    private CheckBox waive;

    @FXML
    private NumberSpinner uses;

    @FXML
    private NumberSpinner days;

    @FXML
    private Label caName;

    @FXML
    private Label caKeyName;

    @FXML
    private Button issue;

    @FXML
    private Node done;

    @FXML
    private Label granted;

    @FXML
    private Button copy;

    @FXML
    private Label saved;

    DecisionController(ApproverState state) {
        this.state = state;
        desk = state.desk();
        texts = desk.texts(DecisionController.class);
    }

    @FXML
    private void initialize() {
        logIntake
                .getChildren()
                .add(new FileIntake(desk, "log", texts.text("log.what"), this::verify, "*.jsonl", "*.log"));
        waive.selectedProperty().addListener((property, before, now) -> update());
        state.assessmentProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, state.assessmentProperty().get());
    }

    /** A request that is only looked at again, after a change of the list or the journal, keeps its log and its decision. */
    private void follow(Assessment before, Assessment now) {
        Nodes.show(root, now != null && now.isGrantable());
        boolean isSame = before != null
                && now != null
                && before.request().der().equals(now.request().der());
        if (isSame) {
            return;
        }
        Nodes.show(done, false);
        waive.setSelected(false);
        show(new LogVerdict.NotGiven());
        if (now != null) {
            int asked = (int) Math.min(now.request().terms().uses(), Integer.MAX_VALUE);
            uses.setRange(1, Math.max(1, asked), Math.max(1, asked));
            days.setRange(1, Decision.DAYS_MAXIMUM, Decision.DAYS_DEFAULT);
        }
    }

    private void verify(List<Path> files) {
        Assessment about = state.assessmentProperty().get();
        state.problem().clear();
        desk.inBackground(
                texts.text("log.verifying"),
                activity -> LogCheck.verify(
                        files.get(0), about.request(), about.card().orElseThrow()),
                verdict -> {
                    if (about == state.assessmentProperty().get()) {
                        show(verdict);
                    }
                },
                this::fail);
    }

    private void show(LogVerdict verdict) {
        log = verdict;
        ApproverWords.Words words = state.words().log(verdict);
        logVerdict.getChildren().setAll(new Remark(words.weight(), words.text()));
        if (verdict instanceof LogVerdict.Wrong wrong) {
            state.words().findings(wrong).stream().map(Label::new).forEach(logVerdict.getChildren()::add);
        }
        waive.setSelected(false);
        Nodes.show(waive, !verdict.isVerified());
        update();
    }

    private void update() {
        issue.setDisable(ca == null || caKey == null || !log.isVerified() && !waive.isSelected());
    }

    private void fail(Problem problem) {
        state.problem().show(problem);
    }

    @FXML
    private void chooseCa() {
        choose("decision.ca", "*.pem", "*.crt", "*.cer", "*.der")
                .ifPresent(file -> desk.inBackground(
                        texts.text("decision.ca"),
                        activity -> CaCertificate.parse(BoundedFile.read(file)),
                        certificate -> {
                            ca = file;
                            caName.setText(certificate.name());
                            update();
                        },
                        this::fail));
    }

    @FXML
    private void chooseCaKey() {
        choose("decision.key", "*.p12", "*.pfx", "*.key", "*.pem", "*.der").ifPresent(file -> {
            caKey = file;
            caKeyName.setText(file.getFileName().toString());
            update();
        });
    }

    private Optional<Path> choose(String title, String... patterns) {
        state.problem().clear();
        return desk.files().open(texts.text(title), texts.text(title), patterns).stream()
                .findFirst();
    }

    @FXML
    private void issue() {
        Decision decision = new Decision(
                uses.numberProperty().get(), (int) days.numberProperty().get(), log, waive.isSelected(), ca, caKey);
        GrantRequest request = state.assessmentProperty().get().request();
        state.problem().clear();
        attempt(request, decision, Optional.empty());
    }

    /** First without a passphrase: many a key has none. */
    private void attempt(GrantRequest request, Decision decision, Optional<Secret> passphrase) {
        issue.setDisable(true);
        desk.inBackground(
                texts.text("decision.working"),
                activity -> {
                    try {
                        return Optional.of(state.approving().issue(request, decision, passphrase));
                    } catch (PassphraseNeededException encrypted) {
                        return Optional.<Issued>empty();
                    } finally {
                        passphrase.ifPresent(Secret::close);
                    }
                },
                outcome -> {
                    update();
                    outcome.ifPresentOrElse(this::handOut, () -> ask(request, decision));
                },
                problem -> {
                    update();
                    fail(problem);
                });
    }

    private void ask(GrantRequest request, Decision decision) {
        PassphraseDialog dialog = new PassphraseDialog(texts, caKeyName.getText());
        dialog.initOwner(root.getScene().getWindow());
        dialog.showAndWait().ifPresent(given -> attempt(request, decision, Optional.of(given)));
    }

    private void handOut(Issued now) {
        issued = now;
        granted.setText(state.words().granted(now.entry()));
        Nodes.show(saved, false);
        Nodes.show(done, true);
        reveal();
        state.changed();
    }

    /** Moves the grant into sight, after the next layout has given it room. */
    private void reveal() {
        Platform.runLater(() -> {
            for (Parent step = root; step != null; step = step.getParent()) {
                if (step instanceof ScrollPane pane) {
                    pane.applyCss();
                    pane.layout();
                    pane.setVvalue(pane.getVmax());
                }
            }
        });
    }

    @FXML
    private void copy() {
        Copying.copy(issued.pem(), copy.textProperty(), texts.text("decision.copied"));
    }

    @FXML
    private void save() {
        String pem = issued.pem();
        String title = texts.text("decision.saving");
        desk.files()
                .save(title, "grant.pem")
                .ifPresent(file -> desk.inBackground(
                        title,
                        activity -> Files.writeString(file, pem, StandardCharsets.US_ASCII),
                        written -> {
                            saved.setText(texts.text("decision.saved", written));
                            Nodes.show(saved, true);
                        },
                        this::fail));
    }
}
