package org.keymeter.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keymeter.applet.Inside;
import org.keymeter.applet.Sabotage;
import org.keymeter.protocol.Ins;

/** The fuzzer finds faults: each of these is planted in a card, and found within a part of the APDUs that every build sends. */
class FuzzCanaryTest {
    private static final long BUDGET = 200_000;
    private static final long SEED = 20_261_123;

    /** A fault, and the rule by which it is found. */
    enum Planted implements FuzzedCard.Fault {
        UNDOCUMENTED_STATUS("P8 status word") {
            @Override
            public byte[] strike(byte[] apdu, byte[] answer, Inside inside) {
                return isWrapped(apdu, 0x04, Ins.GET_DATA) && apdu[3] == 0x27 && Line.status(answer) == 0x6A88
                        ? new byte[] {0x6A, (byte) 0x82}
                        : answer;
            }
        },
        EXCEPTION_ON_RARE_INPUT("P8 6Fxx") {
            @Override
            public byte[] strike(byte[] apdu, byte[] answer, Inside inside) {
                boolean isRare = apdu.length > 300 && apdu[4] == 0 && (apdu[1] & 0xFF) == (Ins.GET_STATUS & 0xFF);
                return isRare ? new byte[] {0x6F, 0} : answer;
            }
        },
        COUNTER_THAT_RISES("P3 only a grant refills", Ins.END_SESSION, (sabotage, apdu) -> {
            if (apdu[2] == 1) {
                sabotage.raiseRemaining();
            }
        }),
        LEASE_THAT_SWELLS("P3 only a grant refills", Ins.REWRAP, (sabotage, apdu) -> sabotage.swellLease()),
        TRIES_THAT_COME_BACK("P6 PIN tries", Ins.SIGN_REPORT, (sabotage, apdu) -> sabotage.restoreUserTries()),
        BORROWED_AUTHORITY("P7 authority") {
            @Override
            public byte[] strike(byte[] apdu, byte[] answer, Inside inside) {
                if (isWrapped(apdu, 0x04, Ins.VERIFY) && Line.status(answer) == 0x6A86) {
                    new Sabotage(inside).giveAdminAuthority();
                }
                return answer;
            }
        },
        ALTERED_RECORD("P5 log", Ins.ACKNOWLEDGE_LOG, (sabotage, apdu) -> {
            if (apdu[3] != 0) {
                sabotage.alterRecord();
            }
        }),
        LOOSENED_POLICY("P4 policies are one-way", Ins.IMPORT_ANCHOR, (sabotage, apdu) -> sabotage.loosenPolicy()),
        NONCE_THAT_REVIVES("P3 nonce", Ins.RETIRE_GENERATION, (sabotage, apdu) -> sabotage.reviveRequest()),
        MASTER_KEY_IN_AN_ANSWER("P1 secrecy") {
            @Override
            public byte[] strike(byte[] apdu, byte[] answer, Inside inside) {
                boolean isLong = Arrays.equals(apdu, Junk.GET_STATUS) && answer.length > 60;
                return isLong ? Command.join(new Sabotage(inside).masterKeyPart(), answer) : answer;
            }
        };

        private final String rule;
        private final byte ins;
        private final BiConsumer<Sabotage, byte[]> effect;

        Planted(String rule) {
            this(rule, (byte) 0, (sabotage, apdu) -> {});
        }

        /** @param effect after each wrapped command of this instruction */
        Planted(String rule, byte ins, BiConsumer<Sabotage, byte[]> effect) {
            this.rule = rule;
            this.ins = ins;
            this.effect = effect;
        }

        private static boolean isWrapped(byte[] apdu, int cla, byte ins) {
            return apdu.length > 4 && apdu[0] == (byte) cla && apdu[1] == ins;
        }

        @Override
        public byte[] strike(byte[] apdu, byte[] answer, Inside inside) {
            if (isWrapped(apdu, 0x84, ins)) {
                effect.accept(new Sabotage(inside), apdu);
            }
            return answer;
        }
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    void findsThePlantedFaultAndAShortWayToIt(Planted fault) {
        Fuzzer.Outcome outcome = new Fuzzer(SEED, fault).run(BUDGET);
        assertTrue(outcome.finding().isPresent(), "not found in " + outcome.apdus() + " APDUs");
        Fuzzer.Finding finding = outcome.finding().get();
        System.out.printf(
                "%s: found after %,d APDUs, shown in %d steps%n",
                fault, outcome.apdus(), finding.steps().size());
        assertEquals(fault.rule, finding.violation().rule(), finding::toString);
        assertTrue(finding.steps().size() < 100, finding::toString);
    }
}
