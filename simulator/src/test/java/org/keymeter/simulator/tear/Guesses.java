package org.keymeter.simulator.tear;

import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.PinWrongException;

/** Who guesses has as many tries after a cut as the card says, and none after them: not for the right PIN, and not after a reset. */
record Guesses() implements Aftermath {
    /** No PIN of any scenario. */
    private static final String GUESS = "000000";

    @Override
    public void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception {
        check(stage, left, Pin.USER, seen.tries().user(), seen.state().userPin());
        check(stage, left, Pin.ADMIN, seen.tries().admin(), seen.state().adminPin());
    }

    private static void check(Stage stage, byte[] left, Pin which, int tries, String known) throws Exception {
        stage.card().restore(left);
        CardSession session = stage.open();
        int guesses = 0;
        while (guesses <= tries && isCompared(session, which, GUESS)) {
            guesses++;
        }
        BrokenPromise.unless(guesses == tries, guesses + " guesses of the " + which + " PIN for " + tries + " tries");
        session.close();
        String right = known.isEmpty() ? Steps.USER_PIN : known;
        BrokenPromise.unless(!isCompared(stage.open(), which, right), "the " + which + " PIN is not blocked any more");
    }

    /** Whether the card compared the PIN, and did not only say that it is blocked. */
    private static boolean isCompared(CardSession session, Pin which, String pin) throws Exception {
        try {
            Steps.verify(which, pin).run(session);
            return true;
        } catch (PinBlockedException blocked) {
            return false;
        } catch (PinWrongException wrong) {
            return true;
        }
    }
}
