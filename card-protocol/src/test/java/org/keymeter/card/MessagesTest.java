package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keymeter.card.UsesRefusedException.Limit;
import org.keymeter.card.UsesRefusedException.UsesLeft;
import org.keymeter.card.apdu.StatusWord;

/** Every error says what happened, the likely cause and what to do, in sentences, and has a code of its own. */
class MessagesTest {
    private static List<CardException> all() {
        List<CardException> all = new ArrayList<>();
        for (TransportException.Problem problem : TransportException.Problem.values()) {
            all.add(new TransportException(problem));
        }
        for (ChannelException.Problem problem : ChannelException.Problem.values()) {
            all.add(new ChannelException(problem, "The channel is over."));
        }
        for (GrantRefusal reason : GrantRefusal.values()) {
            all.add(new GrantRefusedException(reason, null));
        }
        for (int tries = 0; tries < 3; tries++) {
            all.add(new PinWrongException(Pin.USER, new StatusWord(0x63C0 + tries)));
        }
        all.add(new PinBlockedException(Pin.ADMIN));
        all.add(new LogFullException(true));
        all.add(new NotAuthorisedException(NotAuthorisedException.Missing.ANY_PIN, Operation.READ_LOG.phrase()));
        all.add(new UsesRefusedException(
                new UsesLeft(Limit.QUOTA, 1, 0, OptionalLong.empty(), OptionalInt.empty()), 1));
        all.add(new CommandRefusedException(new StatusWord(0x6A84), Operation.CREATE_KEY.phrase()));
        all.add(new MalformedResponseException("SELECT", "is empty"));
        all.add(UnsupportedCardException.noApplet());
        all.add(UnsupportedCardException.otherVersion(2));
        return all;
    }

    @Test
    void haveAllFourParts() {
        for (CardException error : all()) {
            for (String sentence : List.of(error.happened(), error.likelyCause(), error.remedy())) {
                assertTrue(sentence.matches("(?s)[A-Z].*\\."), sentence);
                assertTrue(error.getMessage().contains(sentence));
            }
            assertTrue(error.code().matches("KM-[A-Z0-9]{2,4}"), error.code());
            assertTrue(error.getMessage().endsWith("[" + error.code() + "]"));
        }
    }

    @Test
    void haveACodeOfTheirOwn() {
        Set<String> codes = new HashSet<>();
        all().forEach(error -> codes.add(error.code()));
        assertEquals(all().size(), codes.size());
    }
}
