package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.keymeter.simulator.silicon.Kindness;
import org.keymeter.simulator.silicon.Silicon;

class RandomnessTest {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");

    @Test
    void cardsShareNoKeyNonceOrRandomNumber() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int card = 0; card < 10; card++) {
            SampleCard sample = SampleCard.on(SimulatedCard.inMemory(SampleCard.installation())::transmit);
            byte[] point = sample.send(SampleApplet.MAKE_PAIR);
            assertTrue(seen.add(hex(point)), "a public key twice");
            for (int i = 0; i < 3; i++) {
                assertTrue(seen.add(hex(sample.send(SampleApplet.RANDOM))), "random numbers twice");
                BigInteger r = firstNumber(sample.send(SampleApplet.SIGN, (byte) 1));
                assertTrue(seen.add(r.toString(16)), "an ECDSA nonce twice");
                assertNotEquals(xOf(point).mod(P256.getN()), r, "the nonce is the private key");
            }
        }
    }

    @Test
    void pairsMadeAnewInTheSameObjectsMatch() throws Exception {
        // The sample applet makes new arrays for each command, and a card's memory would run out.
        Silicon silicon = Silicon.STRICT.kinder(Kindness.ENDLESS_MEMORY);
        SampleCard sample = SampleCard.on(SimulatedCard.inMemory(SampleCard.installation(), silicon)::transmit);
        for (int i = 0; i < 2000; i++) {
            byte[] point = sample.send(SampleApplet.MAKE_PAIR);
            BigInteger d = new BigInteger(1, sample.send(SampleApplet.READ_SCALAR));
            assertArrayEquals(P256.getG().multiply(d).getEncoded(false), point, "pair " + i);
        }
    }

    @Test
    void theKeyAgreedWithIsTheOneShown() throws Exception {
        SampleCard sample = SampleCard.on(SimulatedCard.inMemory(SampleCard.installation())::transmit);
        for (int i = 0; i < 20; i++) {
            byte[] point = sample.send(SampleApplet.MAKE_PAIR);
            byte[] agreed = sample.send(SampleApplet.AGREE, P256.getG().getEncoded(false));
            assertEquals(xOf(point), new BigInteger(1, agreed));
        }
    }

    @Test
    void keyAgreementRefusesAPointOffTheCurve() throws Exception {
        SampleCard sample = SampleCard.on(SimulatedCard.inMemory(SampleCard.installation())::transmit);
        byte[] point = P256.getG().getEncoded(false);
        assertEquals(SampleCard.DONE, sample.status(SampleApplet.AGREE, 0, point));
        point[64] ^= 1;
        assertEquals(0x6F00, sample.status(SampleApplet.AGREE, 0, point));
    }

    @Test
    void jCardSimAsItComesIsToldApart() throws Exception {
        try (UnmendedSimulator unmended = new UnmendedSimulator()) {
            assertEquals(
                    unmended.call(NewPoint.class),
                    unmended.call(NewPoint.class),
                    "jCardSim has changed: need it be mended still?");
            String refusal = unmended.call(Refusal.class);
            assertTrue(refusal.contains("before jCardSim on the class path"), refusal);
        }
    }

    private static BigInteger xOf(byte[] point) {
        return new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    }

    private static BigInteger firstNumber(byte[] signature) {
        return ASN1Integer.getInstance(ASN1Sequence.getInstance(signature).getObjectAt(0))
                .getPositiveValue();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** A new card's public key, on the bare runtime. */
    static final class NewPoint implements Callable<String> {
        @Override
        public String call() throws Exception {
            CardRuntime runtime = new CardRuntime(Silicon.STRICT);
            runtime.install(SampleCard.installation());
            return hex(SampleCard.on(runtime::transmitCommand).send(SampleApplet.MAKE_PAIR));
        }
    }

    /** What a simulated card says when it is made. */
    static final class Refusal implements Callable<String> {
        @Override
        public String call() throws Exception {
            try (SimulatedCard card = SimulatedCard.inMemory(SampleCard.installation())) {
                return "made " + card;
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        }
    }
}
