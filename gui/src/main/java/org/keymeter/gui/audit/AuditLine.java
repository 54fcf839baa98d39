package org.keymeter.gui.audit;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A line of the table, there before its row is. For the UI's thread. */
final class AuditLine {
    private final int index;
    private final ReadOnlyObjectWrapper<ShownRow> shown = new ReadOnlyObjectWrapper<>();

    AuditLine(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /** Null until it is fetched. */
    ReadOnlyObjectProperty<ShownRow> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void set(ShownRow row) {
        shown.set(row);
    }
}
