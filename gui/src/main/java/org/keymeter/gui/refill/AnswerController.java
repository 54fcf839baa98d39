package org.keymeter.gui.refill;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.desk.CardAction;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.FileIntake;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Takes the answer, says what the card would say to it, and redeems it. */
final class AnswerController {
    private final Desk desk;
    private final RefillState state;
    private final Refilling refilling;
    private final RefillWords words;
    private final Texts texts;
    private final ProblemPane problem;
    private final List<byte[]> files = new ArrayList<>();
    private final Runnable reveal;
    private Proposal proposal;

    /** Counts what was taken and forgotten: a verdict of before is of no interest. */
    private int round;

    @FXML
    private VBox intake;

    @FXML
    private Node given;

    @FXML
    private Label grant;

    @FXML
    private Node good;

    @FXML
    private Label outcome;

    @FXML
    private Label unchanged;

    @FXML
    private VBox trouble;

    @FXML
    private Button redeem;

    @FXML
    private Button clear;

    @FXML
    private Node done;

    @FXML
    private Label before;

    @FXML
    private Label after;

    @FXML
    private Label redeemed;

    /** @param reveal moves what this shows into sight */
    AnswerController(Desk desk, RefillState state, Refilling refilling, RefillWords words, Runnable reveal) {
        this.reveal = reveal;
        this.desk = desk;
        this.state = state;
        this.refilling = refilling;
        this.words = words;
        texts = desk.texts(AnswerController.class);
        problem = new ProblemPane(texts);
    }

    @FXML
    private void initialize() {
        trouble.getChildren().add(problem);
        intake.getChildren()
                .add(new FileIntake(
                                desk,
                                "answer",
                                texts.text("answer.what"),
                                this::takeFiles,
                                "*.pem",
                                "*.crt",
                                "*.cer",
                                "*.der")
                        .orText(text -> take(activity -> List.of(text.getBytes(StandardCharsets.UTF_8)))));
        state.cardProperty().addListener((property, old, now) -> checkAgain(old, now));
        forget();
        Nodes.show(done, false);
    }

    private void takeFiles(List<Path> chosen) {
        take(activity -> {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : chosen) {
                contents.add(BoundedFile.read(file));
            }
            return contents;
        });
    }

    /** Adds to what was given before: intermediates may come one by one. */
    private void take(BackgroundWork<List<byte[]>> reading) {
        state.gate().clear();
        Nodes.show(done, false);
        desk.inBackground(
                texts.text("answer.checking"),
                reading,
                contents -> {
                    files.addAll(contents);
                    check();
                },
                this::fail);
    }

    private void check() {
        CardSnapshot card = state.cardProperty().get();
        List<byte[]> copy = List.copyOf(files);
        if (card == null) {
            return;
        }
        int asked = ++round;
        desk.inBackground(
                texts.text("answer.checking"),
                activity -> refilling.check(card, copy),
                checked -> {
                    if (asked == round) {
                        show(checked);
                    }
                },
                wrong -> {
                    if (asked == round) {
                        fail(wrong);
                    }
                });
    }

    /** With another card nothing that was given counts; with a newer look at the same one it is judged again. */
    private void checkAgain(CardSnapshot old, CardSnapshot now) {
        if (old != null && (now == null || !now.identity().equals(old.identity()))) {
            forget();
            Nodes.show(done, false);
        } else if (proposal != null) {
            check();
        }
    }

    private void show(Proposal now) {
        proposal = now;
        boolean isGood = now.refusal().isEmpty();
        boolean isOther = isRefused(now, GrantRefusal.OTHER_NONCE);
        boolean isUnasked = isRefused(now, GrantRefusal.NOT_REQUESTED);
        grant.setText(words.grant(now.redemption()));
        Nodes.show(given, true);
        Nodes.show(grant, true);
        Nodes.show(good, isGood);
        Nodes.show(redeem, isGood || isOther || isUnasked);
        Nodes.show(unchanged, !isGood);
        Nodes.show(clear, true);
        redeem.getStyleClass().remove("accent");
        if (isGood) {
            problem.clear();
            redeem.getStyleClass().add("accent");
            outcome.setText(words.outcome(
                    now.redemption().key().orElseThrow(),
                    now.redemption().grant().terms().uses()));
        } else {
            problem.show(desk.problems().of(now.refusal().get()));
            String detail =
                    desk.problems().library().translate(now.refusal().get().detail());
            String kept = (detail + " " + texts.text("answer.unchanged")).strip();
            unchanged.setText(isOther ? kept + " " + texts.text("answer.other") : kept);
        }
        redeem.setText(texts.text(isGood ? "answer.redeem" : isOther ? "answer.redeem.all" : "answer.look"));
        reveal.run();
    }

    private static boolean isRefused(Proposal now, GrantRefusal reason) {
        return now.refusal()
                .map(GrantRefusedException::reason)
                .filter(reason::equals)
                .isPresent();
    }

    private void fail(Problem wrong) {
        forget();
        Nodes.show(given, true);
        Nodes.show(grant, false);
        Nodes.show(clear, false);
        problem.show(wrong);
        reveal.run();
    }

    private void forget() {
        round++;
        files.clear();
        proposal = null;
        problem.clear();
        List.of(given, good, unchanged, redeem).forEach(node -> Nodes.show(node, false));
    }

    @FXML
    private void clear() {
        forget();
    }

    @FXML
    private void redeem() {
        state.gate().clear();
        if (isRefused(proposal, GrantRefusal.NOT_REQUESTED)) {
            lookAgain();
            return;
        }
        List<byte[]> shown = List.copyOf(files);
        boolean isAllTheSame = proposal.refusal().isPresent();
        KeyInfo key = proposal.redemption().key().orElseThrow();
        CardAction<Redeemed> action = desk.card(
                        texts.text("answer.working"), card -> refilling.redeem(card.session(), shown, isAllTheSame))
                .then(this::celebrate)
                .otherwise(state.gate()::show);
        if (key.policy().isPinRequired()) {
            action.with(Pin.USER);
        }
        action.start();
    }

    /** Another program may have asked since the card was seen; what was given is judged again by itself. */
    private void lookAgain() {
        desk.card(texts.text("answer.look"), card -> null)
                .otherwise(state.gate()::show)
                .start();
    }

    private void celebrate(Redeemed now) {
        forget();
        before.setText(String.valueOf(now.before().remaining()));
        after.setText(String.valueOf(now.remaining()));
        redeemed.setText(words.redeemed(now));
        Nodes.show(done, true);
        reveal.run();
    }
}
