package org.keymeter.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asked for at any time, obeyed between two commands to the card, so that the session is closed properly. A
 * second one changes nothing; the operating system's stronger signals remain.
 */
public final class Interruption {
    /** Longer than any one command to a card takes. */
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean isRequested;
    private volatile boolean isWaitingForPerson;

    /** From now on the end of the process waits for the command under way, and tells it. */
    public void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            request();
            awaitFinish();
        }));
    }

    /** Asks the work under way to stop after the command to the card that it is at. */
    public void request() {
        isRequested = true;
    }

    /** The run is over. */
    public void finish() {
        finished.countDown();
    }

    /** Nothing is under way while a person is asked, so that the process may end at once. */
    public void setWaitingForPerson(boolean isWaiting) {
        isWaitingForPerson = isWaiting;
    }

    public boolean isRequested() {
        return isRequested;
    }

    private void awaitFinish() {
        try {
            if (!isWaitingForPerson && !finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("keymeter: the card does not answer; giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
