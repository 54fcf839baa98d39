package org.keymeter.gui.approver;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.keymeter.card.DeviceKey;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;

/** What the parts of the approver's page have in common. For the UI's thread. */
final class ApproverState {
    private final Desk desk;
    private final Approving approving;
    private final ApproverList cards;
    private final Journal journal;
    private final ApproverWords words;
    private final ProblemPane problem;
    private final ObjectProperty<Assessment> assessment = new SimpleObjectProperty<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    ApproverState(Desk desk, ApproverWords words) {
        this.desk = desk;
        this.words = words;
        cards = ApproverList.in(desk.folders());
        journal = Journal.in(desk.folders());
        approving = new Approving(cards, journal, desk.trusted().pins(), desk.clock());
        problem = new ProblemPane(desk.texts(ApproverState.class));
    }

    Desk desk() {
        return desk;
    }

    Approving approving() {
        return approving;
    }

    ApproverList cards() {
        return cards;
    }

    Journal journal() {
        return journal;
    }

    ApproverWords words() {
        return words;
    }

    /** Above everything on the page. */
    ProblemPane problem() {
        return problem;
    }

    /** The request that is being looked at; null: none. */
    ObjectProperty<Assessment> assessmentProperty() {
        return assessment;
    }

    /** Changes with the list of cards and with the journal. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    void changed() {
        changes.set(changes.get() + 1);
    }

    /** The cards that are known to be in readers now, by the name of the reader. */
    Map<String, DeviceKey> plugged() {
        Map<String, DeviceKey> plugged = new HashMap<>();
        for (ReaderModel reader : desk.readers().readers()) {
            CardSnapshot card = reader.snapshotProperty().get();
            if (card != null) {
                plugged.put(reader.name(), card.identity().deviceKey());
            }
        }
        return plugged;
    }
}
