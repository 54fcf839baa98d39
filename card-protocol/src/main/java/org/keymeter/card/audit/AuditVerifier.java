package org.keymeter.card.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.Succession;
import org.keymeter.card.audit.AuditFinding.Kind;
import org.keymeter.card.audit.AuditVerification.Trust;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * Verifies an export offline, with nothing but the device key from the custodian's record sheet. Memory is bounded
 * whatever the file; each single changed, dropped, moved or inserted record is found and named.
 */
public final class AuditVerifier {
    private final DeviceKey known;
    private final Optional<ByteString> nonce;
    private final Function<DeviceIdentity, AuditArchive.Visitor> readers;
    private final AuditFindings findings = new AuditFindings();
    private AuditArchive.Visitor reader;
    private DeviceIdentity claimed;
    private RecordCheck records;
    private Optional<AuditRecord> first = Optional.empty();
    private Optional<Succession> succession = Optional.empty();
    private Optional<SignedHead> head = Optional.empty();

    private AuditVerifier(
            DeviceKey known, Optional<ByteString> nonce, Function<DeviceIdentity, AuditArchive.Visitor> readers) {
        this.known = known;
        this.nonce = nonce;
        this.readers = readers;
    }

    /**
     * @param export as {@link AuditExport} writes it; not closed
     * @param known the card's device key, or that of the instance before
     * @param nonce that the auditor asked for, if he did
     * @throws InvalidFileException when the file is no export at all
     */
    public static AuditVerification verify(InputStream export, DeviceKey known, Optional<ByteString> nonce)
            throws IOException, InvalidFileException {
        return verify(export, known, nonce, claimed -> new AuditArchive.Visitor() {
            @Override
            public void record(AuditRecord record, ChainPoint point) {
                // Only the verdict is wanted.
            }

            @Override
            public void missing(ChainPoint last) {
                // Only the verdict is wanted.
            }
        });
    }

    /**
     * Verifies it, and hands over what it holds on the way.
     *
     * @param readers makes what takes the records of the card that the file claims to be of. It must undo what it did if
     *     the verdict, which comes after the last record, is not to its liking: nothing is verified before.
     */
    public static AuditVerification verify(
            InputStream export,
            DeviceKey known,
            Optional<ByteString> nonce,
            Function<DeviceIdentity, AuditArchive.Visitor> readers)
            throws IOException, InvalidFileException {
        return new AuditVerifier(known, nonce, readers).verify(new BoundedLines(export, ExportLine.LENGTH_MAXIMUM));
    }

    private AuditVerification verify(BoundedLines lines) throws IOException, InvalidFileException {
        ExportLine.Header header = ExportLine.header(lines.next().orElse(""));
        claimed = new DeviceIdentity(header.deviceId(), header.instance(), readKey(header.deviceKey()));
        reader = readers.apply(claimed);
        records = new RecordCheck(ChainPoint.start(header.deviceId(), header.instance()), findings);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            take(line.get(), lines.number());
        }
        findings.require(
                head.isEmpty() || !lines.isCut(),
                Kind.OUT_OF_ORDER,
                "Something follows the head, which is the last line.");
        Trust trust = judgeHead();
        judgeSuccession();
        return new AuditVerification(findings.list(), claimed, records.count(), head, trust, succession);
    }

    private static DeviceKey readKey(ByteString spki) throws InvalidFileException {
        byte[] bytes = spki.toByteArray();
        byte[] point = Arrays.copyOfRange(bytes, bytes.length - Limit.POINT_LENGTH, bytes.length);
        try {
            DeviceKey key = DeviceKey.ofPoint(ByteString.of(point));
            if (key.spki().equals(spki)) {
                return key;
            }
        } catch (MalformedResponseException noPoint) {
            throw new InvalidFileException("The export names no device key.", "", noPoint);
        }
        throw new InvalidFileException("The export names no device key.");
    }

    private void take(String line, long number) throws IOException, InvalidFileException {
        if (head.isPresent()) {
            findings.add(Kind.OUT_OF_ORDER, 0, "Line " + number + " follows the head, which is the last.");
            return;
        }
        Optional<ArchiveEntry> entry = ExportLine.entry(line);
        Optional<SignedStatement> statement = ExportLine.head(line);
        Optional<ByteString> before = number == 2 ? ExportLine.succession(line) : Optional.empty();
        if (entry.isPresent()) {
            first = first.isEmpty() ? Optional.of(entry.get().record()) : first;
            records.take(entry.get());
            entry.get().visit(reader);
        } else if (statement.isPresent()) {
            readHead(statement.get());
        } else if (before.isPresent()) {
            succession = Optional.of(SuccessionFile.read(before.get()));
        } else {
            records.takeDamaged(number);
        }
    }

    private void readHead(SignedStatement statement) {
        try {
            head = Optional.of(SignedHead.of(statement));
        } catch (InvalidFileException damaged) {
            findings.add(Kind.HEAD_SIGNATURE, 0, damaged.happened());
        }
    }

    private Trust judgeHead() {
        if (head.isEmpty()) {
            findings.add(
                    Kind.TRUNCATED,
                    records.last(),
                    "The file ends after record " + records.last() + ", before the signed head.");
            return Trust.NONE;
        }
        SignedHead signed = head.get();
        records.end(signed.last());
        findings.require(
                signed.deviceId().equals(claimed.deviceId()) && signed.instance() == claimed.instance(),
                Kind.FOREIGN_DEVICE,
                "The head is that of another card or instance than the file says.");
        findings.require(
                nonce.isEmpty() || nonce.get().equals(signed.nonce()),
                Kind.NONCE,
                "The head was not signed for the nonce that you asked for: it may be an older one.");
        return judgeSignature(signed);
    }

    private Trust judgeSignature(SignedHead signed) {
        boolean isGiven = claimed.deviceKey().equals(known);
        boolean isSucceeded = !isGiven
                && succession.isPresent()
                && succession
                        .get()
                        .isVouchedBy(
                                new DeviceIdentity(
                                        succession.get().deviceId(),
                                        succession.get().instance(),
                                        known),
                                claimed);
        if (!isGiven && !isSucceeded) {
            findings.add(
                    Kind.FOREIGN_DEVICE,
                    0,
                    "This is the log of another card: its device key is " + claimed.deviceKey()
                            + ", and yours does not vouch for it.");
            return Trust.NONE;
        }
        findings.require(signed.isSignedBy(claimed.deviceKey()), Kind.HEAD_SIGNATURE, "The head's signature is wrong.");
        return isGiven ? Trust.GIVEN : Trust.SUCCEEDED;
    }

    /** Record 1 binds the instance before: it holds the hash of its signed head. */
    private void judgeSuccession() {
        if (succession.isPresent()) {
            ByteString hash = ChainPoint.sha256(
                    succession.get().headMessage().toByteArray(),
                    succession.get().headSignature().toByteArray());
            boolean isBound = first.filter(record -> record.sequence() == 1)
                    .filter(record -> record.detail().equals(hash))
                    .isPresent();
            findings.require(
                    isBound,
                    Kind.SUCCESSION,
                    "Record 1 does not name the end of the instance before as the file has it.");
        }
    }
}
