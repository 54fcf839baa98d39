package org.keymeter.simulator.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A chain that was changed somewhere, most often in one place.
 *
 * @param certificates in the order in which they are shown
 * @param description shape and mutations, and whether they were signed
 * @param onlyMutation the mutation, if it is the only one and the CA signed it; else null
 */
record HostileChain(List<byte[]> certificates, String description, Mutation onlyMutation) {
    static final List<Mutation> MUTATIONS = Stream.of(
                    TermsMutations.ALL,
                    IssuerMutations.ALL,
                    ExtensionMutations.ALL,
                    TimeMutations.ALL,
                    KeyMutations.ALL,
                    SignatureMutations.ALL,
                    FormMutations.ALL)
            .flatMap(List::stream)
            .toList();

    /** Of all certificates, those that are shown as the CA would have signed them, mutations and all. */
    private static final double SIGNED = 0.7;

    private static final Shape[] SHAPES = {
        Shape.DIRECT,
        Shape.DIRECT,
        Shape.DIRECT,
        Shape.DIRECT_TWIN,
        Shape.DIRECT_P384,
        Shape.DIRECT_RSA,
        Shape.ONE,
        Shape.ONE,
        Shape.TWO,
        Shape.THREE,
        Shape.FROM_RSA,
        Shape.OVER_RSA,
        Shape.OVER_P384,
        Shape.OVER_FOREIGN,
    };

    /** Any chain, from the random numbers alone. */
    static HostileChain any(CardState state, Random random) {
        Shape shape = SHAPES[random.nextInt(SHAPES.length)];
        List<Mutation> mutations = new ArrayList<>();
        do {
            mutations.add(MUTATIONS.get(random.nextInt(MUTATIONS.size())));
        } while (random.nextInt(5) == 0);
        List<Specimen> chain = shape.build(state, random);
        int target = random.nextInt(3) == 0 ? random.nextInt(chain.size()) : chain.size() - 1;
        boolean isSigned = random.nextDouble() < SIGNED;
        HostileChain made = of(chain, shape + (isSigned ? ", signed" : ", stale"), target, isSigned, mutations, random);
        return chain.size() > 1 && random.nextInt(8) == 0 ? made.rearranged(random) : made;
    }

    /**
     * One change of one certificate, which its CA signed.
     *
     * @param target 0 for the one that the anchor issued
     */
    static HostileChain of(CardState state, Shape shape, int target, Mutation mutation, Random random) {
        return of(shape.build(state, random), shape + ", signed", target, true, List.of(mutation), random);
    }

    /** @param isSigned whether who changed it had the CA sign it */
    private static HostileChain of(
            List<Specimen> chain, String shape, int target, boolean isSigned, List<Mutation> mutations, Random random) {
        StringBuilder description = new StringBuilder(shape);
        boolean isOnly = isSigned && mutations.size() == 1;
        for (Mutation mutation : mutations) {
            try {
                chain.get(target).isStale = !isSigned;
                mutation.change().apply(chain.get(target), random);
                description.append(", ").append(mutation).append(" in ").append(target);
            } catch (NoSuchElementException | IndexOutOfBoundsException absent) {
                isOnly = false;
            }
        }
        List<byte[]> certificates = new ArrayList<>();
        chain.forEach(specimen -> certificates.add(bounded(specimen.encode())));
        return new HostileChain(certificates, description.toString(), isOnly ? mutations.get(0) : null);
    }

    private static byte[] bounded(byte[] certificate) {
        return certificate.length > CardUnderTest.CERTIFICATE_MAXIMUM
                ? Arrays.copyOf(certificate, CardUnderTest.CERTIFICATE_MAXIMUM)
                : certificate;
    }

    private HostileChain rearranged(Random random) {
        List<byte[]> others = new ArrayList<>(certificates);
        int at = random.nextInt(others.size());
        switch (random.nextInt(4)) {
            case 0 -> others.remove(at);
            case 1 -> others.add(at, others.get(at));
            case 2 -> Collections.reverse(others);
            default -> others.add(random.nextInt(others.size()), others.get(others.size() - 1));
        }
        return new HostileChain(others, description + ", rearranged", null);
    }
}
