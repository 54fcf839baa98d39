package org.keymeter.cli.terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asked for at any time, obeyed between two commands to the card, so that the session is closed properly. A
 * second one changes nothing; the operating system's stronger signals remain.
 */
public final class Interruption {
    /** Longer than any one command to a card takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean isRequested;
    private volatile boolean isWaitingForPerson;

    /** What a person, or another program, is waited for to give. */
    public interface Wait<T> {
        T await() throws IOException;
    }

    /**
     * From now on the end of the process waits for the command under way, and tells it.
     *
     * @param givingUp what is said if it does not end
     */
    public void watch(Runnable givingUp) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(PATIENCE, givingUp)));
    }

    void stop(Duration patience, Runnable givingUp) {
        request();
        try {
            if (!isWaitingForPerson && !finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                givingUp.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the work under way to stop after the command to the card that it is at. */
    public void request() {
        isRequested = true;
    }

    /** The run is over. */
    public void finish() {
        finished.countDown();
    }

    /** Nothing is under way while this waits, so that the process may end at once. */
    public <T> T waitForPerson(Wait<T> wait) throws IOException {
        isWaitingForPerson = true;
        if (isRequested) {
            finish();
        }
        try {
            return wait.await();
        } finally {
            isWaitingForPerson = false;
        }
    }

    public boolean isRequested() {
        return isRequested;
    }
}
