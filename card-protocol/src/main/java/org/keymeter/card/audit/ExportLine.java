package org.keymeter.card.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keymeter.card.ByteString;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.file.InvalidFileException;

/**
 * The lines of an export (docs/AUDIT.md): each a JSON object, in exactly one spelling, so that whoever reads it needs no
 * rule for what else JSON allows.
 */
final class ExportLine {
    /** The longest line is that of a succession. */
    static final int LENGTH_MAXIMUM = 768;

    private static final int FORMAT = 1;
    private static final Pattern HEADER = Pattern.compile("\\{\"keymeterAudit\":" + FORMAT
            + ",\"deviceId\":\"([0-9a-f]{32})\",\"instance\":(0|[1-9][0-9]{0,9}),\"deviceKey\":\"([0-9a-f]{182})\"}");
    private static final Pattern SUCCESSION = Pattern.compile("\\{\"succession\":\"((?:[0-9a-f]{2}){110,250})\"}");
    private static final Pattern RECORD =
            Pattern.compile("\\{\"record\":\"([0-9a-f]{96})\",\"chain\":\"([0-9a-f]{64})\"}");
    private static final Pattern MISSING =
            Pattern.compile("\\{\"missingTo\":([1-9][0-9]{0,9}),\"chain\":\"([0-9a-f]{64})\"}");
    private static final Pattern HEAD =
            Pattern.compile("\\{\"head\":\"([0-9a-f]{220})\",\"signature\":\"((?:[0-9a-f]{2}){8,72})\"}");

    private ExportLine() {}

    /** @param deviceKey SubjectPublicKeyInfo, DER: the exporter's claim */
    record Header(ByteString deviceId, long instance, ByteString deviceKey) {}

    static String of(Header header) {
        return String.format(
                "{\"keymeterAudit\":%d,\"deviceId\":\"%s\",\"instance\":%d,\"deviceKey\":\"%s\"}",
                FORMAT, header.deviceId(), header.instance(), header.deviceKey());
    }

    /** @param succession as GET DATA 0130 answers */
    static String ofSuccession(ByteString succession) {
        return "{\"succession\":\"" + succession + "\"}";
    }

    static String of(AuditRecord record, ChainPoint point) {
        return "{\"record\":\"" + record.bytes() + "\",\"chain\":\"" + point.chain() + "\"}";
    }

    static String ofMissing(ChainPoint last) {
        return "{\"missingTo\":" + last.sequence() + ",\"chain\":\"" + last.chain() + "\"}";
    }

    static String of(SignedStatement head) {
        return "{\"head\":\"" + head.message() + "\",\"signature\":\"" + head.signature() + "\"}";
    }

    static Header header(String line) throws InvalidFileException {
        Matcher match = HEADER.matcher(line);
        if (!match.matches()) {
            throw new InvalidFileException("This is no export of an audit log, or one of another version.");
        }
        return new Header(
                ByteString.ofHex(match.group(1)), Long.parseLong(match.group(2)), ByteString.ofHex(match.group(3)));
    }

    static Optional<ByteString> succession(String line) {
        Matcher match = SUCCESSION.matcher(line);
        return match.matches() ? Optional.of(ByteString.ofHex(match.group(1))) : Optional.empty();
    }

    /** A record with the chain value beside it; or the note of a gap, whose record is none. */
    static Optional<ArchiveEntry> entry(String line) throws InvalidFileException {
        Matcher match = RECORD.matcher(line);
        if (match.matches()) {
            AuditRecord record = AuditRecord.of(ByteString.ofHex(match.group(1)));
            return Optional.of(
                    new ArchiveEntry(record, new ChainPoint(record.sequence(), ByteString.ofHex(match.group(2)))));
        }
        match = MISSING.matcher(line);
        if (match.matches()) {
            ChainPoint last = new ChainPoint(Long.parseLong(match.group(1)), ByteString.ofHex(match.group(2)));
            return Optional.of(ArchiveEntry.missingUpTo(last));
        }
        return Optional.empty();
    }

    static Optional<SignedStatement> head(String line) {
        Matcher match = HEAD.matcher(line);
        return match.matches()
                ? Optional.of(new SignedStatement(ByteString.ofHex(match.group(1)), ByteString.ofHex(match.group(2))))
                : Optional.empty();
    }
}
