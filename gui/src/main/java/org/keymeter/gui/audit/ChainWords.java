package org.keymeter.gui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.gui.history.ChainState;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.history.VerifiedHead;
import org.keymeter.gui.words.Texts;

/** How far a log is verified, in words. */
final class ChainWords {
    private static final int GAPS_SAID = 2;

    private final Texts texts;
    private final AuditWords words;

    ChainWords(AuditWords words) {
        this.words = words;
        texts = words.texts();
    }

    /**
     * @param state empty: nothing is known of the log
     * @param card what it is called
     */
    List<Said> of(Optional<ChainState> state, String card) {
        if (state.isEmpty() || state.get().last().sequence() == 0) {
            return List.of(Said.plain(texts.text("chain.nothing")));
        }
        List<Said> said = new ArrayList<>();
        ChainState known = state.get();
        if (known.unseenAlarms() > 0) {
            said.add(Said.stop(texts.text("chain.alarms", known.unseenAlarms())));
        }
        said.addAll(verified(known, card));
        List<Gap> gaps = known.gaps();
        gaps.stream().limit(GAPS_SAID).forEach(gap -> said.add(Said.caution(words.gap(gap))));
        if (gaps.size() > GAPS_SAID) {
            said.add(Said.caution(texts.text("chain.gaps", gaps.size() - GAPS_SAID)));
        }
        return said;
    }

    private List<Said> verified(ChainState state, String card) {
        long last = state.last().sequence();
        if (state.verified().isEmpty()) {
            return List.of(Said.caution(texts.text("chain.unsigned", last)));
        }
        VerifiedHead head = state.verified().get();
        long signed = head.head().last().sequence();
        List<Said> said = new ArrayList<>();
        said.add(Said.good(texts.text("chain.verified", signed, card, words.shortTime(head.verified()))));
        if (last > signed) {
            said.add(Said.caution(texts.text("chain.beyond", signed + 1, last)));
        }
        return said;
    }
}
