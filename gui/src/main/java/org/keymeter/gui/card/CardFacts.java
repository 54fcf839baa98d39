package org.keymeter.gui.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceInfo;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Texts;

/** What there is to say of a card as a whole. */
final class CardFacts {
    /**
     * One thing.
     *
     * @param name a caption
     * @param value in words
     * @param term the card's own term, for the tooltip
     */
    record Fact(String name, String value, String term) {}

    private final Texts texts;

    CardFacts(Texts texts) {
        this.texts = texts;
    }

    List<Fact> of(CardSnapshot card) {
        DeviceInfo device = card.device();
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("instance", texts.text("fact.instance.value", device.instance())));
        facts.add(fact("trust", texts.text("trust." + name(card.trust()))));
        facts.add(fact("setup", texts.text("setup." + name(device.setup()))));
        facts.add(fact("options", options(device)));
        facts.add(fact("user-pin", tries(device.userPin())));
        facts.add(fact("admin-pin", tries(device.adminPin())));
        facts.add(fact("version", texts.text("fact.version.value", device.protocolVersion(), device.appletVersion())));
        facts.add(fact("silicon", silicon(device)));
        return facts;
    }

    private String options(DeviceInfo device) {
        boolean isForced = device.options().contains(CardOption.FORCED_AUDIT);
        boolean isAdmin = device.options().contains(CardOption.ADMIN_ACKNOWLEDGES);
        List<String> words = new ArrayList<>();
        words.add(texts.text(isForced ? "option.forced" : "option.ring"));
        words.add(texts.text(isAdmin ? "option.admin" : "option.user"));
        if (device.options().contains(CardOption.RESERVED)) {
            words.add(texts.text("option.reserved"));
        }
        return String.join(" ", words);
    }

    private String tries(DeviceInfo.PinTries tries) {
        return tries.left() == 0 ? texts.text("tries.blocked") : texts.text("tries.left", tries.left(), tries.limit());
    }

    private String silicon(DeviceInfo device) {
        String names = device.capabilities().stream()
                .map(capability -> texts.text("silicon." + name(capability)))
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? texts.text("silicon.none") : names;
    }

    private Fact fact(String key, String value) {
        return new Fact(texts.text("fact." + key), value, texts.text("fact." + key + ".term"));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
