package org.keymeter.gui.refill;

import java.util.Comparator;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;

/** Which card and key the page is about, and the request that the key waits for. For the UI's thread. */
final class RefillState {
    private final Desk desk;
    private CardGate gate;
    private boolean isSeeing;
    private final Refilling refilling;
    private final ReadOnlyObjectWrapper<CardSnapshot> card = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<KeyInfo> key = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<KeptRequest> pending = new ReadOnlyObjectWrapper<>();
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> see(now);

    RefillState(Desk desk, Refilling refilling) {
        this.desk = desk;
        this.refilling = refilling;
        key.addListener((property, before, now) -> {
            if (!isSeeing) {
                look();
            }
        });
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, desk.readers().selectedProperty().get());
    }

    /** Where trouble is shown, so that it outlasts a card that was pulled. */
    CardGate gate() {
        return gate;
    }

    void setGate(CardGate around) {
        gate = around;
    }

    /** As last seen in the chosen reader; null: none, or not opened. */
    ReadOnlyObjectProperty<CardSnapshot> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** The one to be refilled, as on the card; null: there is none. */
    ObjectProperty<KeyInfo> keyProperty() {
        return key;
    }

    /** The request that the key waits for; null: none, or not made here. */
    ReadOnlyObjectProperty<KeptRequest> pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.snapshotProperty().removeListener(onSnapshot);
        }
        if (now != null) {
            now.snapshotProperty().addListener(onSnapshot);
        }
        see(now == null ? null : now.snapshotProperty().get());
    }

    private void see(CardSnapshot now) {
        Optional<KeyInfo> chosen = Optional.ofNullable(key.get());
        card.set(now);
        isSeeing = true;
        if (now == null) {
            key.set(null);
        } else {
            key.set(chosen.flatMap(before -> now.keys().stream()
                            .filter(candidate -> candidate.identity().equals(before.identity()))
                            .findFirst())
                    .or(() -> mostInNeed(now))
                    .orElse(null));
        }
        isSeeing = false;
        // Also if the card looks as before: a newer request changes nothing that it shows.
        look();
    }

    /** One that waits for an answer, else the one with the least left of those that can be refilled. */
    private static Optional<KeyInfo> mostInNeed(CardSnapshot card) {
        return card.keys().stream()
                .min(Comparator.comparing((KeyInfo candidate) -> !candidate.isRequestPending())
                        .thenComparing(candidate -> !candidate.policy().isRefillable())
                        .thenComparing(KeyInfo::remaining));
    }

    private void look() {
        KeyInfo wanted = key.get();
        CardSnapshot seen = card.get();
        if (wanted == null || seen == null || !wanted.isRequestPending()) {
            pending.set(null);
        }
        if (wanted == null || seen == null) {
            return;
        }
        desk.inBackground(
                desk.texts(RefillState.class).text("refill.looking"),
                activity -> refilling.pending(seen, wanted),
                found -> {
                    if (wanted == key.get() && !isShown(found)) {
                        pending.set(found.orElse(null));
                    }
                },
                problem -> gate.show(problem));
    }

    private boolean isShown(Optional<KeptRequest> found) {
        KeptRequest shown = pending.get();
        return shown != null
                && found.isPresent()
                && found.get().request().der().equals(shown.request().der());
    }
}
