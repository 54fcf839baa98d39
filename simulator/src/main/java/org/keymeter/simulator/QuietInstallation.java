package org.keymeter.simulator;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps jCardSim from announcing every signature engine on standard output while an applet is installed. */
final class QuietInstallation {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /** A call by reflection. */
    interface Call {
        void run() throws ReflectiveOperationException;
    }

    private QuietInstallation() {}

    /** Runs the call; what other threads print meanwhile passes. */
    static void run(Call installation) throws ReflectiveOperationException {
        ONE_AT_A_TIME.lock();
        PrintStream before = System.out;
        PrintStream filter = new Filter(before, Thread.currentThread());
        System.setOut(filter);
        try {
            installation.run();
        } finally {
            if (System.out == filter) {
                System.setOut(before);
            }
            ONE_AT_A_TIME.unlock();
        }
    }

    private static final class Filter extends PrintStream {
        private final Thread installer;

        Filter(PrintStream target, Thread installer) {
            super(target, true);
            this.installer = installer;
        }

        @Override
        public void println(String line) {
            if (Thread.currentThread() != installer) {
                super.println(line);
            }
        }
    }
}
