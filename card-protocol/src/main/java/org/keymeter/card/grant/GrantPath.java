package org.keymeter.card.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

/**
 * Certificates in the order in which a card wants them: intermediates from the anchor downwards, then the grant.
 */
public final class GrantPath {
    private static final int CERTIFICATES_MAXIMUM = 64;
    private static final int LENGTH_MAXIMUM = 8;

    private final List<ParsedCertificate> intermediates;
    private final Grant grant;

    private GrantPath(List<ParsedCertificate> intermediates, Grant grant) {
        this.intermediates = List.copyOf(intermediates);
        this.grant = grant;
    }

    /**
     * Finds the grant among certificates in any order, and the way up from it to an anchor. Where names are ambiguous,
     * signatures decide. If no way leads to an anchor, the longest one found is given, for the judge to say what is missing.
     *
     * @param files PEM (bundles too) or DER; one certificate that carries a grant, else the newest of them is taken
     * @param anchors on the card; their own certificates may be among the files and are left out of the path
     * @throws InvalidFileException when a file is no certificate, or none carries a grant
     */
    public static GrantPath find(List<byte[]> files, List<AnchorInfo> anchors) throws InvalidFileException {
        List<ParsedCertificate> bag = new ArrayList<>();
        for (byte[] file : files) {
            for (byte[] der : PemFile.readAll(file, "certificate", "CERTIFICATE", "X509 CERTIFICATE")) {
                bag.add(new ParsedCertificate(der));
            }
        }
        if (bag.size() > CERTIFICATES_MAXIMUM) {
            throw new InvalidFileException("These are more than " + CERTIFICATES_MAXIMUM + " certificates.");
        }
        Optional<ParsedCertificate> newest =
                bag.stream().filter(ParsedCertificate::isGrant).max(Comparator.comparing(ParsedCertificate::notBefore));
        if (newest.isEmpty()) {
            throw new InvalidFileException(
                    "The files hold no grant: no certificate in them carries the grant extension.",
                    "The CA dropped it, or these are other certificates: issue the grant by the recipe.");
        }
        bag.removeIf(ParsedCertificate::isGrant);
        return new GrantPath(climb(newest.get(), bag, anchors), Grant.of(newest.get()));
    }

    private static boolean names(AnchorInfo anchor, byte[] name) {
        return anchor.subject().equals(ByteString.of(name));
    }

    /** Each step takes one certificate out of the bag, so that a loop of names ends. */
    private static List<ParsedCertificate> climb(
            ParsedCertificate grant, List<ParsedCertificate> bag, List<AnchorInfo> anchors) {
        List<ParsedCertificate> path = new ArrayList<>();
        List<ParsedCertificate> left = new ArrayList<>(bag);
        ParsedCertificate lowest = grant;
        while (path.size() < LENGTH_MAXIMUM) {
            Optional<ParsedCertificate> next = next(lowest, left, anchors);
            if (next.isEmpty()) {
                return path;
            }
            lowest = next.get();
            left.remove(lowest);
            path.add(0, lowest);
        }
        return path;
    }

    /** The certificate in the bag that issued this one; empty if an anchor did, or nobody. */
    private static Optional<ParsedCertificate> next(
            ParsedCertificate issued, List<ParsedCertificate> bag, List<AnchorInfo> anchors) {
        List<AnchorInfo> namedAnchors = anchors.stream()
                .filter(anchor -> names(anchor, issued.issuer()))
                .toList();
        List<ParsedCertificate> named = bag.stream()
                .filter(candidate -> Arrays.equals(candidate.subject(), issued.issuer()))
                .toList();
        if (named.isEmpty()
                || namedAnchors.stream()
                        .anyMatch(anchor ->
                                ChainWalk.isSignedBy(issued, anchor.spki().toByteArray()))) {
            return Optional.empty();
        }
        Optional<ParsedCertificate> signer = named.stream()
                .filter(candidate -> ChainWalk.isSignedBy(issued, candidate.spki()))
                .findFirst();
        return signer.isPresent() || !namedAnchors.isEmpty()
                ? signer
                : named.stream().findFirst();
    }

    List<ParsedCertificate> parsedIntermediates() {
        return intermediates;
    }

    /** DER, from the anchor downwards. */
    public List<ByteString> intermediates() {
        return intermediates.stream()
                .map(certificate -> ByteString.of(certificate.der()))
                .toList();
    }

    public Grant grant() {
        return grant;
    }
}
