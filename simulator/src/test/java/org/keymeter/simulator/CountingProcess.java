package org.keymeter.simulator;

import java.nio.file.Path;

/** A program of its own that opens a file with the sample applet and counts for ever, or holds it. */
final class CountingProcess {
    private CountingProcess() {}

    /** Arguments: file, "count" or "hold". Prints "open", then a number from 1 for each command answered; or why it cannot open the file. */
    public static void main(String[] arguments) throws Exception {
        try (SimulatedCard simulated = SimulatedCard.open(Path.of(arguments[0]), SampleCard.installation())) {
            SampleCard card = SampleCard.on(simulated::transmit);
            System.out.println("open");
            for (long answered = 1; arguments[1].equals("count"); answered++) {
                SampleCard.countIn(card.send(SampleApplet.COUNT));
                System.out.println(answered);
            }
            System.in.read(); // until the parent closes the pipe
        } catch (CardFileException e) {
            System.out.println(e.getMessage());
        }
    }
}
