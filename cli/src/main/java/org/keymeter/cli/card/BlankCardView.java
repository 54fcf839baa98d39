package org.keymeter.cli.card;

import java.util.List;
import org.keymeter.card.DeviceInfo;
import org.keymeter.cli.terminal.JsonNames;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * A card that is not initialised.
 *
 * @param initialised false
 * @param protocolVersion of the card
 * @param appletVersion of the card
 * @param setup waiting: the card carries a setup secret
 * @param capabilities optional silicon
 */
record BlankCardView(
        boolean initialised, int protocolVersion, int appletVersion, String setup, List<String> capabilities)
        implements View {
    static BlankCardView of(DeviceInfo info) {
        return new BlankCardView(
                false,
                info.protocolVersion(),
                info.appletVersion(),
                JsonNames.of(info.setup()),
                info.capabilities().stream().map(JsonNames::of).sorted().toList());
    }

    @Override
    public void describe(Page page) {
        page.field("state", "not initialised; set it up with 'keymeter card init --label LABEL'");
        page.field("applet", "version " + appletVersion + ", protocol " + protocolVersion);
        page.field("optional", capabilities.isEmpty() ? "nothing" : String.join(", ", capabilities));
    }
}
