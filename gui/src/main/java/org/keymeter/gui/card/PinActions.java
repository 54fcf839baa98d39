package org.keymeter.gui.card;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.stage.Window;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Changes the PINs of the card in the chosen reader. */
final class PinActions {
    private final Desk desk;
    private final Texts texts;
    private final Supplier<Window> owner;
    private final Consumer<String> done;
    private final Consumer<Problem> failed;

    /**
     * @param done hears what was done, a sentence
     * @param failed hears why not
     */
    PinActions(Desk desk, Texts texts, Supplier<Window> owner, Consumer<String> done, Consumer<Problem> failed) {
        this.desk = desk;
        this.texts = texts;
        this.owner = owner;
        this.done = done;
        this.failed = failed;
    }

    void change(Pin which) {
        String name = which == Pin.USER ? "change-user" : "change-admin";
        ask(name, List.of(), pins -> card -> {
            card.session().pins().change(which, pins.authority(), pins.replacement());
            return true;
        });
    }

    /** Looks first which keys would lose their uses, and says so before anything is asked. */
    void unblock() {
        desk.card(texts.text("unblock.look"), card -> card.session().keys().readAll())
                .then(this::unblock)
                .otherwise(failed)
                .start();
    }

    private void unblock(List<KeyInfo> keys) {
        List<Remark> remarks = new ArrayList<>();
        remarks.add(new Remark(Remark.Weight.PLAIN, texts.text("unblock.text")));
        List<KeyInfo> emptied =
                keys.stream().filter(key -> key.policy().isEmptiedByPinReset()).collect(Collectors.toList());
        for (KeyInfo key : emptied) {
            remarks.add(new Remark(Remark.Weight.CAUTION, texts.text("unblock.loses", key.label(), key.remaining())));
        }
        if (emptied.isEmpty()) {
            remarks.add(new Remark(Remark.Weight.PLAIN, texts.text("unblock.loses.none")));
        }
        ask("unblock", remarks, pins -> card -> {
            card.session().pins().verify(Pin.ADMIN, pins.authority());
            card.session().pins().reset(pins.replacement());
            return true;
        });
    }

    /** Work with PINs that somebody else wipes. */
    private interface PinWork {
        CardWork<Boolean> with(PinChange pins);
    }

    private void ask(String name, List<Remark> remarks, PinWork work) {
        PinChangeDialog dialog = new PinChangeDialog(owner.get(), texts, desk.language(), name, remarks);
        dialog.showAndWait().ifPresent(pins -> desk.card(texts.text(name + ".title"), work.with(pins))
                .then(changed -> {
                    pins.close();
                    done.accept(texts.text(name + ".done"));
                })
                .otherwise(problem -> {
                    pins.close();
                    failed.accept(problem);
                })
                .whenCancelled(pins::close)
                .start());
    }
}
