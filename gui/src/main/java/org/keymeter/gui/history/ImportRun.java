package org.keymeter.gui.history;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditFinding;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.history.Imported.Verdict;

/** One import of an export: read once, verified and taken in one transaction, or not at all. */
final class ImportRun {
    private final Database database;
    private final DeviceKey pinned;
    private final Instant now;

    ImportRun(Database database, DeviceKey pinned, Instant now) {
        this.database = database;
        this.pinned = pinned;
        this.now = now;
    }

    Imported run(InputStream export) throws IOException, InvalidFileException {
        Imported imported;
        Optional<Contradiction> contradiction;
        try (Database.Transaction transaction = database.begin();
                Taker taker = new Taker(transaction.connection())) {
            AuditVerification verification = AuditVerifier.verify(export, pinned, Optional.empty(), taker::begin);
            imported = taker.judge(verification);
            contradiction = taker.contradiction();
            if (imported.verdict() == Verdict.TAKEN) {
                transaction.commit();
                return imported;
            }
        } catch (SQLException failure) {
            throw HistoryException.of(failure, database.file());
        }
        return imported.verdict() == Verdict.CONTRADICTS ? raise(imported, contradiction.orElseThrow()) : imported;
    }

    private Imported raise(Imported imported, Contradiction contradiction) throws HistoryException {
        DeviceIdentity card = imported.verification().identity();
        Alarm alarm = database.write(connection -> contradiction.raise(
                new AlarmTable(connection, Log.findOrMake(connection, card.deviceId(), card.instance())), now));
        return new Imported(imported.verdict(), imported.verification(), 0, imported.gaps(), Optional.of(alarm));
    }

    /** Nothing is wrong but that the exporter does not have all records either. */
    private static boolean isGood(AuditVerification verification) {
        return verification.trust() == AuditVerification.Trust.GIVEN
                && verification.findings().stream().allMatch(finding -> finding.kind() == AuditFinding.Kind.NEVER_READ);
    }

    /** Begins when the file has said whose log it is. */
    private final class Taker implements AuditArchive.Visitor, AutoCloseable {
        private final Connection connection;
        private Optional<LogTable> table = Optional.empty();
        private Optional<ExportImport> taken = Optional.empty();
        private DeviceIdentity claimed;

        Taker(Connection connection) {
            this.connection = connection;
        }

        AuditArchive.Visitor begin(DeviceIdentity identity) {
            claimed = identity;
            return this;
        }

        @Override
        public void record(AuditRecord record, ChainPoint point) throws HistoryException {
            open();
            if (taken.isPresent()) {
                taken.get().record(record, point);
            }
        }

        @Override
        public void missing(ChainPoint last) throws HistoryException {
            open();
            if (taken.isPresent()) {
                taken.get().missing(last);
            }
        }

        private void open() throws HistoryException {
            try {
                Optional<Log> log = taken.isPresent()
                        ? Optional.empty()
                        : Log.find(connection, claimed.deviceId(), claimed.instance());
                if (log.isPresent()) {
                    table = Optional.of(new LogTable(connection, log.get()));
                    taken = Optional.of(new ExportImport(
                            database.file(), table.get(), new HeadTable(connection, log.get()).chains(), now));
                }
            } catch (SQLException failure) {
                throw HistoryException.of(failure, database.file());
            }
        }

        Imported judge(AuditVerification verification) throws SQLException, HistoryException {
            if (!isGood(verification)) {
                return nothing(Verdict.NOT_VERIFIED, verification);
            } else if (taken.isEmpty()) {
                return nothing(Verdict.FOREIGN, verification);
            } else if (contradiction().isPresent()) {
                return nothing(Verdict.CONTRADICTS, verification);
            }
            taken.get().finish();
            new HeadTable(connection, table.get().log())
                    .insert(verification.head().orElseThrow(), pinned, now);
            return new Imported(
                    Verdict.TAKEN,
                    verification,
                    taken.get().added(),
                    table.get().gaps(),
                    Optional.empty());
        }

        private Imported nothing(Verdict verdict, AuditVerification verification) throws SQLException {
            List<Gap> gaps = table.isPresent() ? table.get().gaps() : List.of();
            return new Imported(verdict, verification, 0, gaps, Optional.empty());
        }

        Optional<Contradiction> contradiction() {
            return taken.flatMap(ExportImport::contradiction);
        }

        @Override
        public void close() throws SQLException {
            if (table.isPresent()) {
                table.get().close();
            }
        }
    }
}
