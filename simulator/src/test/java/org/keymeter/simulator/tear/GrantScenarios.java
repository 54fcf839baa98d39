package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.CEILING;
import static org.keymeter.simulator.tear.Setting.SINGLE;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.Policy;
import org.keymeter.protocol.Limit;

/** Requests and grants, through every kind of CA. */
final class GrantScenarios {
    private static final int THIRD = 2;

    private final Setting setting;
    private final Setting.Asked asked;

    GrantScenarios(Setting setting) throws Exception {
        this.setting = setting;
        asked = setting.ask(setting.image(), setting.authority(), SINGLE);
    }

    List<Scenario> all() throws Exception {
        List<Scenario> all = new ArrayList<>(requests());
        all.addAll(redemptions());
        all.addAll(refusals());
        all.addAll(kinds());
        all.addAll(chains());
        all.addAll(spent());
        return all;
    }

    private List<Scenario> requests() {
        Step request = Steps.request(SINGLE, CEILING);
        // What is too long is not sent, but the key was chosen.
        ByteString tooLong = ByteString.of(new byte[Limit.CERTIFICATE_MAXIMUM + 1]);
        Step choose = Steps.refused(Steps.redeem(SINGLE, List.of(), tooLong));
        return List.of(
                setting.of("REQUEST GRANT", "none pending", request),
                setting.of("REQUEST GRANT", "one pending", asked.image(), request),
                setting.of("MANAGE SECURITY ENVIRONMENT", "request pending", asked.image(), choose)
                        .leaving(asked.once()));
    }

    private List<Scenario> redemptions() throws Exception {
        Setting.Asked again =
                setting.ask(setting.stage().prepare(asked.image(), asked.redeem()), setting.authority(), SINGLE);
        return List.of(
                redeem("first", asked),
                redeem("second", again),
                redeem("lease open", asked).after(setting.leasing()).between(Steps.endSession()),
                setting.of("DELETE KEY", "request pending", asked.image(), Steps.delete(SINGLE))
                        .leaving(asked.once()),
                setting.of("MAKE GENERATION", "request pending", asked.image(), Steps.makeGeneration(SINGLE))
                        .leaving(asked.once()),
                retireWhilePending());
    }

    private Scenario retireWhilePending() throws Exception {
        byte[] rotated = setting.with(Steps.makeGeneration(SINGLE));
        Setting.Asked pending = setting.ask(rotated, setting.authority(), SINGLE);
        return setting.of("RETIRE GENERATION", "request pending", pending.image(), Steps.retireGeneration(SINGLE))
                .leaving(pending.once());
    }

    private Scenario redeem(String state, Setting.Asked grant) {
        return setting.of("PSO: VERIFY CERTIFICATE", state, grant.image(), grant.redeem())
                .leaving(grant.once());
    }

    private List<Scenario> refusals() throws Exception {
        Step seven = Steps.times(Limit.NONCE_FAILURES - 1, asked.redeemForged());
        byte[] lastTry = setting.stage().prepare(asked.image(), seven);
        GrantOnce perhaps = new GrantOnce(SINGLE, asked.path(), asked.grant(), true);
        return List.of(
                setting.of("PSO: VERIFY CERTIFICATE", "forged", asked.image(), asked.redeemForged())
                        .leaving(asked.once()),
                setting.of("PSO: VERIFY CERTIFICATE", "eighth forged", lastTry, asked.redeemForged())
                        .leaving(perhaps),
                setting.of("PSO: VERIFY CERTIFICATE", "right after seven forged", lastTry, asked.redeem())
                        .leaving(perhaps));
    }

    /** Two intermediates, the most that a policy may allow: three certificates, each of which loads a key and counts an attempt. */
    private List<Scenario> chains() throws Exception {
        byte[] trusting = setting.with(setting.blobs()
                .create("two intermediates", 5, setting.policy().withIntermediates(Limit.INTERMEDIATES_MAXIMUM)));
        Authority below = setting.authority().below("upper").below("lower");
        Setting.Asked chain = setting.ask(trusting, below, THIRD);
        byte[] lastTry =
                setting.stage().prepare(chain.image(), Steps.times(Limit.NONCE_FAILURES - 1, chain.redeemForged()));
        byte[] answered = setting.stage().prepare(chain.image(), chain.redeem());
        Setting.Asked again = setting.ask(answered, below, THIRD);
        String verify = "PSO: VERIFY CERTIFICATE";
        return List.of(
                redeem("two intermediates", chain),
                redeem("two intermediates, second", again),
                // Whether it is refused is left to the log to tell.
                setting.of(verify, "two intermediates, answered before", answered, Steps.perhaps(chain.redeem())),
                redeem("two intermediates, lease open", chain)
                        .after(setting.leasing())
                        .between(Steps.endSession()),
                setting.of(verify, "forged under two intermediates", chain.image(), chain.redeemForged())
                        .leaving(chain.once()),
                setting.of(verify, "two intermediates after seven forged", lastTry, chain.redeem())
                        .leaving(new GrantOnce(THIRD, chain.path(), chain.grant(), true)));
    }

    /** Keys without a use left, to spend or for life. */
    private List<Scenario> spent() throws Exception {
        byte[] spent = setting.with(Steps.times(9, setting.unwrap()));
        byte[] mortal = setting.with(
                setting.blobs().create("mortal", 9, setting.policy().withLifetime(3)),
                Steps.times(3, setting.blobs().unwrap(THIRD)));
        return List.of(
                redeem("quota spent", setting.ask(spent, setting.authority(), SINGLE)),
                redeem("lifetime spent", setting.ask(mortal, setting.authority(), THIRD)));
    }

    /** Each loads the issuer's key into a key object that a cut may leave half written. */
    private List<Scenario> kinds() throws Exception {
        Authority intermediate = setting.authority().below("below");
        Authority other = Authority.p256("other");
        Authority p384 = Authority.p384("p384");
        Authority rsa = Authority.rsa("rsa");
        List<ByteString> anchors = List.of(setting.authority().hash(), other.hash(), p384.hash(), rsa.hash());
        Policy policy = Policy.of(CEILING, anchors).withIntermediates(1);
        byte[] trusting = setting.with(
                other.trust(), p384.trust(), rsa.trust(), setting.blobs().create("any CA", 5, policy));
        byte[] warm = setting.ask(trusting, setting.authority(), THIRD).image();
        List<Scenario> all = new ArrayList<>();
        all.add(redeem("intermediate", setting.ask(trusting, intermediate, THIRD)));
        all.add(redeem("P-384", setting.ask(trusting, p384, THIRD)));
        all.add(redeem("RSA-2048", setting.ask(trusting, rsa, THIRD)));
        Setting.Asked first = setting.ask(warm, setting.authority(), THIRD);
        byte[] used = setting.stage().prepare(first.image(), first.redeem());
        all.add(redeem("another CA than before", setting.ask(used, other, THIRD)));
        all.add(setting.of("IMPORT ANCHOR", "P-384", p384.trust()));
        all.add(setting.of("IMPORT ANCHOR", "RSA-2048", rsa.trust()));
        return all;
    }
}
