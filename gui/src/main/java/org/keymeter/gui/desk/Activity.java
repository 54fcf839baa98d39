package org.keymeter.gui.desk;

import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/** Work under way, as the window shows it: what it is, how far it is, and whether it is to stop. */
public final class Activity {
    /** Of {@link #progressProperty} while nobody knows how far it is. */
    public static final double UNKNOWN = -1;

    private final String title;
    private final boolean needsCard;
    private final Executor ui;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private volatile boolean isCancelled;

    /** @param needsCard whether the card must stay in the reader meanwhile */
    Activity(String title, boolean needsCard, Executor ui) {
        this.title = title;
        this.needsCard = needsCard;
        this.ui = ui;
    }

    public String title() {
        return title;
    }

    /** Whether the card must stay in the reader meanwhile. */
    public boolean needsCard() {
        return needsCard;
    }

    /** From 0 to 1, or {@link #UNKNOWN}; changes on the UI's thread. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Asks the work to stop between two commands. */
    public void cancel() {
        isCancelled = true;
    }

    /** Whether it is to stop. Any thread may ask. */
    public boolean isCancelled() {
        return isCancelled;
    }

    /** Says how far it is. Any thread may. */
    public void report(long done, long total) {
        double part = total <= 0 ? UNKNOWN : (double) done / total;
        ui.execute(() -> progress.set(part));
    }
}
