package org.keymeter.simulator.tear;

import java.util.HexFormat;
import java.util.List;
import org.keymeter.card.CardSession;

/** Opening a channel, and every way to end one that holds a lease. */
final class ChannelScenarios {
    private final Setting setting;

    ChannelScenarios(Setting setting) {
        this.setting = setting;
    }

    private Scenario ending(String command, String state, String... sent) {
        Step send = session -> {
            for (String apdu : sent) {
                setting.stage().send(HexFormat.of().parseHex(apdu)).run(session);
            }
        };
        return setting.of(command, state, send).after(setting.leasing());
    }

    List<Scenario> all() {
        Step endChannel = CardSession::close;
        return List.of(
                setting.of("INTERNAL AUTHENTICATE", "open a channel", CardSession::openChannelUnpinned)
                        .after(Step.NOTHING),
                setting.of("INTERNAL AUTHENTICATE", "open a second channel", CardSession::openChannelUnpinned)
                        .after(setting.leasing()),
                setting.of("GET STATUS", "lease open", CardSession::readPublicStatus)
                        .after(setting.leasing()),
                ending("GET RESPONSE", "nothing waits, lease open", "00C0000000"),
                ending("SELECT", "another applet", "00A4040008A000000151000000"),
                ending("SELECT", "no such applet", "00A4040008A000000151000001"),
                ending("SELECT", "again", "00A404000AF04B45594D455445520100"),
                ending("VERIFY", "plain, lease open", "0020008106313233343536"),
                ending("END SESSION", "wrong MAC, lease open", "84360000080000000000000000"),
                ending("UNWRAP", "chain broken, lease open", "943200000400000000", "8436000000"),
                setting.of("END SESSION", "lease open", Steps.endSession()).after(setting.leasing()),
                setting.of("END SESSION", "channel too", endChannel).after(setting.leasing()),
                setting.of("END SESSION", "nothing open", Steps.endSession()));
    }
}
