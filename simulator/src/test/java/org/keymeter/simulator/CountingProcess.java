package org.keymeter.simulator;

import java.io.IOException;
import java.nio.file.Path;

/** A program of its own that opens a card file, says so, and counts for ever, or waits. */
final class CountingProcess {
    private CountingProcess() {}

    /** Arguments: file, "count" or "hold". Prints "open", then every count that the card has answered. */
    public static void main(String[] arguments) throws Exception {
        try (SimulatedCard simulated = SimulatedCard.open(Path.of(arguments[0]), SampleCard.installation())) {
            SampleCard card = SampleCard.on(simulated::transmit);
            System.out.println("open");
            while (arguments[1].equals("count")) {
                long count = SampleCard.countIn(card.send(SampleApplet.COUNT));
                System.out.println(count);
            }
            System.in.read(); // until the parent closes the pipe
        }
    }

    static Process start(Path file, String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingProcess.class.getName(),
                        file.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
