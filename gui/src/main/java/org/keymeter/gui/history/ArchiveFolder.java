package org.keymeter.gui.history;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.history.AuditHistory.LogName;

/** The archives of a user, which command line and volume server fill too. Blocks. */
public final class ArchiveFolder {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})-(0|[1-9][0-9]{0,9})\\.audit");

    private final Path folder;

    /** @param folder as {@link AuditArchive#folder} says; need not exist */
    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    /** Whose archives are there; what is no archive's name is left out. */
    public List<LogName> list() throws IOException {
        List<LogName> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        names.add(new LogName(ByteString.ofHex(name.group(1)), Long.parseLong(name.group(2))));
                    }
                }
            }
        }
        return names;
    }

    /**
     * Brings the history up to one archive.
     *
     * @throws InvalidFileException when the archive was changed, which raises an alarm, or the history cannot be used
     */
    public Fill follow(AuditHistory history, LogName log) throws IOException, InvalidFileException {
        try (AuditArchive archive = AuditArchive.open(folder, log.deviceId(), log.instance())) {
            return history.follow(archive);
        }
    }
}
