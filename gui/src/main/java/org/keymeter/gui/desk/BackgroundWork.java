package org.keymeter.gui.desk;

/** Work on files, off the UI's thread: copies what it needs before, touches nothing of the window. */
@FunctionalInterface
public interface BackgroundWork<T> {
    /**
     * @param activity to say how far it is, and to ask whether it is to stop
     * @throws java.util.concurrent.CancellationException when it stopped because the user wants that
     */
    T run(Activity activity) throws Exception;
}
