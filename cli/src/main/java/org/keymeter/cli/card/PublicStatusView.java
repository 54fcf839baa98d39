package org.keymeter.cli.card;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.keymeter.card.CardState;
import org.keymeter.card.PublicStatus;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;

/**
 * What the card says to everybody.
 *
 * @param authenticated false: nothing proves it
 * @param protocolVersion of the card
 * @param initialised whether the card was initialised
 * @param userTriesLeft of the user PIN
 * @param adminTriesLeft of the admin PIN
 * @param freeLogSlots records that still fit, null without forced auditing
 * @param keys meters by slot
 */
record PublicStatusView(
        boolean authenticated,
        int protocolVersion,
        boolean initialised,
        OptionalInt userTriesLeft,
        OptionalInt adminTriesLeft,
        OptionalInt freeLogSlots,
        List<MeterView> keys)
        implements View {
    /** @param slot of the key */
    record MeterView(int slot, long remaining, long ceiling) {}

    static PublicStatusView of(PublicStatus status) {
        Optional<PublicStatus.Details> details = status.details();
        return new PublicStatusView(
                false,
                status.protocolVersion(),
                status.state() == CardState.INITIALIZED,
                details.map(known -> OptionalInt.of(known.userTriesLeft())).orElse(OptionalInt.empty()),
                details.map(known -> OptionalInt.of(known.adminTriesLeft())).orElse(OptionalInt.empty()),
                details.map(known -> known.freeLogSlots().count()).orElse(OptionalInt.empty()),
                details.map(PublicStatus.Details::meters).orElse(List.of()).stream()
                        .map(meter -> new MeterView(meter.slot(), meter.remaining(), meter.ceiling()))
                        .toList());
    }

    @Override
    public void describe(Page page) {
        page.line("As reported by the card, not authenticated:");
        page.field("state", initialised ? "initialised" : "not initialised");
        if (userTriesLeft.isPresent()) {
            page.field("user PIN", Words.tries(userTriesLeft.getAsInt()));
            page.field("admin PIN", Words.tries(adminTriesLeft.orElseThrow()));
            page.field("audit log", Words.free(freeLogSlots));
        }
        if (!keys.isEmpty()) {
            Table table = new Table("#SLOT", "#LEFT", "#CEILING");
            keys.forEach(key -> table.row(key.slot, key.remaining, key.ceiling));
            page.gap().table(table);
        }
    }
}
