package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.SINGLE;
import static org.keymeter.simulator.tear.Steps.READY;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Policy;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.silicon.Silicon;

/** Initialisation, and cards that were set up or installed otherwise. */
final class DeviceScenarios {
    private static final Set<CardOption> FORCED = Set.of(CardOption.FORCED_AUDIT);
    private static final Step INITIALIZE = Steps.initialize(FORCED);
    private static final byte[] SETUP_SECRET = new byte[32];

    static {
        for (int i = 0; i < SETUP_SECRET.length; i++) {
            SETUP_SECRET[i] = (byte) (0xC1 + 5 * i);
        }
    }

    private final Setting setting;

    DeviceScenarios(Setting setting) {
        this.setting = setting;
    }

    /** How a wipe is resumed is seen where there is something to wipe; elsewhere its recovery is not cut again. */
    List<Scenario> all() throws Exception {
        List<Scenario> all = new ArrayList<>(again());
        all.addAll(options());
        all.addAll(provisioned());
        all.addAll(bareSilicon());
        return all;
    }

    private static boolean isNew(Seen before, Seen seen) {
        return seen.state().instance() != before.state().instance();
    }

    private List<Scenario> again() throws Exception {
        byte[] acknowledged = setting.with(Steps.makeGeneration(SINGLE), Steps.acknowledge());
        byte[] third = setting.stage().prepare(acknowledged, INITIALIZE, READY, Steps.acknowledge());
        Aftermath[] wiped = {
            Material.of(setting.stage(), acknowledged, SINGLE, 1, DeviceScenarios::isNew),
            Material.of(setting.stage(), acknowledged, SINGLE, 2, DeviceScenarios::isNew),
            Material.of(setting.stage(), acknowledged, Setting.LEASED, 1, DeviceScenarios::isNew),
        };
        return List.of(
                setting.of("INITIALIZE", "again", acknowledged, INITIALIZE).leaving(wiped),
                setting.of("INITIALIZE", "third", third, INITIALIZE).recovering(0));
    }

    private List<Scenario> options() throws Exception {
        byte[] reserved = setting.stage()
                .prepare(
                        setting.with(Steps.acknowledge()),
                        Steps.initialize(
                                Set.of(CardOption.FORCED_AUDIT, CardOption.RESERVED, CardOption.ADMIN_ACKNOWLEDGES)),
                        READY,
                        setting.blobs().create("key", 9, Policy.of(Setting.CEILING, List.of())));
        return List.of(
                setting.of("UNWRAP", "reserved metadata", reserved, setting.unwrap()),
                setting.of("ACKNOWLEDGE LOG", "reserved to the admin", reserved, Steps.acknowledge()));
    }

    /** A card with a setup secret, and one without, before their first initialisation. */
    private static List<Scenario> provisioned() throws Exception {
        byte[] parameters = ByteBuffer.allocate(6 + SETUP_SECRET.length)
                .put(new byte[] {5, 5, 4, 0x20, 0, 0})
                .put(SETUP_SECRET)
                .array();
        Stage secured = new Stage(Silicon.STRICT, AppletInstallation.keymeter(parameters));
        byte[] waiting = secured.card().image();
        Material secret = Material.of(SETUP_SECRET, DeviceScenarios::isNew);
        if (!secret.isIn(waiting)) {
            throw new IllegalStateException("the search does not find the setup secret where it is");
        }
        Step initialize = Steps.initialize(FORCED, Optional.of(SETUP_SECRET));
        Step wrong = Steps.refused(Steps.initialize(FORCED, Optional.of(new byte[SETUP_SECRET.length])));
        SetupSecret once = new SetupSecret(SETUP_SECRET);
        byte[] verified = secured.initializedBy(initialize, READY, Steps.acknowledge());
        Stage open = new Stage(Silicon.STRICT);
        return List.of(
                new Scenario(secured, "INITIALIZE", "setup secret", waiting, initialize)
                        .after(Step.NOTHING)
                        .leaving(secret, once)
                        .recovering(1),
                new Scenario(secured, "INITIALIZE", "wrong setup secret", waiting, wrong)
                        .after(Step.NOTHING)
                        .leaving(once),
                new Scenario(secured, "INITIALIZE", "again, set up verified", verified, INITIALIZE).recovering(0),
                new Scenario(open, "INITIALIZE", "first", open.card().image(), INITIALIZE)
                        .after(Step.NOTHING)
                        .recovering(0),
                new Scenario(open, "END SESSION", "installed", open.card().image(), Steps.endSession())
                        .after(Step.NOTHING));
    }

    /** A card without CMAC, transient EC keys, P-384 and RSA. */
    private static List<Scenario> bareSilicon() throws Exception {
        byte[] withheld = {5, 5, 4, 0x20, 0, 0x1F};
        Stage stage = new Stage(Silicon.STRICT, AppletInstallation.keymeter(withheld));
        byte[] fresh = stage.card().image();
        Authority authority = Authority.p256("bare");
        byte[] trusting = stage.prepare(stage.initialized(FORCED), authority.trust());
        byte[] image = stage.prepare(
                trusting, stage.blobs().create("key", 9, Policy.of(Setting.CEILING, List.of(authority.hash()))));
        ByteString[] grant = new ByteString[1];
        byte[] asked = stage.prepare(image, session -> grant[0] = authority.grant(session, 0, Setting.CEILING));
        byte[] acknowledged = stage.prepare(image, Steps.acknowledge());
        String bare = "bare silicon";
        return List.of(
                new Scenario(stage, "INTERNAL AUTHENTICATE", bare, image, CardSession::openChannelUnpinned),
                new Scenario(stage, "UNWRAP", bare, image, stage.blobs().unwrap(0)),
                new Scenario(stage, "PSO: VERIFY CERTIFICATE", bare, asked, Steps.redeem(0, List.of(), grant[0]))
                        .leaving(new GrantOnce(0, List.of(), grant[0], false)),
                new Scenario(stage, "MAKE GENERATION", bare, image, Steps.makeGeneration(0)),
                new Scenario(stage, "INITIALIZE", "first, " + bare, fresh, INITIALIZE)
                        .after(Step.NOTHING)
                        .recovering(0),
                new Scenario(stage, "INITIALIZE", "again, " + bare, acknowledged, INITIALIZE).recovering(0));
    }
}
