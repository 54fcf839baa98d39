package org.keymeter.card.grant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.keymeter.card.file.InvalidFileException;

/** The extensions of a certificate or a request, in their order; those that Keymeter judges are read strictly. */
final class ExtensionList {
    /** What the card understands; anything else must not be critical. */
    static final Set<ASN1ObjectIdentifier> KNOWN =
            Set.of(Extension.basicConstraints, Extension.keyUsage, Extension.extendedKeyUsage, Oids.GRANT);

    static final int DIGITAL_SIGNATURE = 0x80;
    static final int KEY_CERT_SIGN = 0x04;
    static final int NO_PATH_LENGTH = 0x7F;

    /**
     * @param value the DER inside the OCTET STRING
     */
    record Entry(ASN1ObjectIdentifier oid, boolean isCritical, byte[] value) {}

    private final List<Entry> entries;
    private boolean isCa;
    private int pathLength = NO_PATH_LENGTH;
    private Optional<Integer> keyUsage = Optional.empty();
    private Optional<List<ASN1ObjectIdentifier>> purposes = Optional.empty();

    private ExtensionList(List<Entry> entries) {
        this.entries = entries;
    }

    static ExtensionList empty() {
        return new ExtensionList(List.of());
    }

    /** Reads SEQUENCE OF Extension, and demands that nothing follows. */
    static ExtensionList read(String what, DerReader der) throws InvalidFileException {
        DerReader list = der.enter(DerReader.SEQUENCE);
        der.end();
        list.require(list.hasMore());
        List<Entry> entries = new ArrayList<>();
        while (list.hasMore()) {
            DerReader extension = list.enter(DerReader.SEQUENCE);
            entries.add(new Entry(extension.oid(), extension.flag(), extension.contents(DerReader.OCTET_STRING)));
            extension.end();
        }
        ExtensionList read = new ExtensionList(List.copyOf(entries));
        for (Entry entry : entries) {
            read.judge(entry.oid(), new DerReader(what, entry.value()));
        }
        return read;
    }

    private void judge(ASN1ObjectIdentifier oid, DerReader value) throws InvalidFileException {
        if (oid.equals(Extension.basicConstraints)) {
            readBasicConstraints(value);
        } else if (oid.equals(Extension.keyUsage)) {
            readKeyUsage(value);
        } else if (oid.equals(Extension.extendedKeyUsage)) {
            readPurposes(value);
        }
    }

    private void readBasicConstraints(DerReader value) throws InvalidFileException {
        DerReader fields = value.enter(DerReader.SEQUENCE);
        value.end();
        isCa = fields.flag();
        if (fields.hasMore()) {
            fields.require(isCa);
            pathLength = (int) Math.min(fields.unsigned(Long.MAX_VALUE), NO_PATH_LENGTH);
        }
        fields.end();
    }

    /** SPEC: X.690, 11.2: the last bit that is written is a one; RFC 5280, 4.2.1.3: at least one is. */
    private void readKeyUsage(DerReader value) throws InvalidFileException {
        byte[] bits = value.contents(DerReader.BIT_STRING);
        value.end();
        value.require(bits.length >= 2 && bits[0] >= 0 && bits[0] < Byte.SIZE);
        int last = bits[bits.length - 1] & 0xFF;
        value.require(last != 0 && Integer.numberOfTrailingZeros(last) == bits[0]);
        keyUsage = Optional.of(bits[1] & 0xFF);
    }

    private void readPurposes(DerReader value) throws InvalidFileException {
        DerReader list = value.enter(DerReader.SEQUENCE);
        value.end();
        list.require(list.hasMore());
        List<ASN1ObjectIdentifier> found = new ArrayList<>();
        while (list.hasMore()) {
            found.add(list.oid());
        }
        purposes = Optional.of(List.copyOf(found));
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> find(ASN1ObjectIdentifier oid) {
        return entries.stream().filter(entry -> entry.oid().equals(oid)).findFirst();
    }

    boolean hasDuplicates() {
        Set<ASN1ObjectIdentifier> seen = new HashSet<>();
        return !entries.stream().allMatch(entry -> seen.add(entry.oid()));
    }

    boolean isCa() {
        return isCa;
    }

    /** {@link #NO_PATH_LENGTH} if it is not limited. */
    int pathLength() {
        return pathLength;
    }

    /** The first eight bits, {@link #DIGITAL_SIGNATURE} the highest. */
    Optional<Integer> keyUsage() {
        return keyUsage;
    }

    /** extendedKeyUsage. */
    Optional<List<ASN1ObjectIdentifier>> purposes() {
        return purposes;
    }

    /** SPEC: RFC 5280, 6.1.4 (k) and (n): a keyUsage that is absent allows everything. */
    boolean maySignCertificates() {
        return isCa && keyUsage.map(bits -> (bits & KEY_CERT_SIGN) != 0).orElse(true);
    }

    /** SPEC: RFC 5280, 4.2.1.12: purposes that are named allow no other. */
    boolean mayGrant() {
        return purposes.map(named -> named.contains(Oids.GRANT_USAGE)).orElse(true);
    }
}
