package org.keymeter.gui.frame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.keymeter.card.file.PrivateFiles;

/** How the user likes the console, kept in a file. What cannot be read or kept is as it comes; nobody is hindered by that. */
public final class Settings {
    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    private static final int FILE_MAXIMUM = 65_536;

    private final Path file;
    private final Executor background;
    private final Properties values = new Properties();

    private Settings(Path file, Executor background) {
        this.file = file;
        this.background = background;
    }

    /**
     * @param folder of the user's settings
     * @param background one thread on which the file is written
     */
    public static Settings in(Path folder, Executor background) {
        Settings settings = new Settings(folder.resolve("console.properties"), background);
        try (InputStream in = Files.newInputStream(settings.file)) {
            settings.values.load(new ByteArrayInputStream(in.readNBytes(FILE_MAXIMUM)));
        } catch (NoSuchFileException first) {
            // Nothing was set yet.
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "settings are not read: " + unreadable.getMessage());
        }
        return settings;
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    /** @param otherwise if nothing is set, or nothing that there is */
    public <E extends Enum<E>> E get(String name, E otherwise) {
        try {
            return get(name)
                    .map(text -> Enum.valueOf(otherwise.getDeclaringClass(), text))
                    .orElse(otherwise);
        } catch (IllegalArgumentException unknown) {
            return otherwise;
        }
    }

    /** Kept from now on. */
    public void set(String name, String value) {
        if (!value.equals(values.setProperty(name, value))) {
            Properties copy = new Properties();
            copy.putAll(values);
            background.execute(() -> write(copy));
        }
    }

    private void write(Properties copy) {
        try {
            Path folder = file.getParent();
            PrivateFiles.createDirectories(folder);
            Path unfinished = folder.resolve(file.getFileName() + ".new");
            try (OutputStream out = Channels.newOutputStream(
                    PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING))) {
                copy.store(out, null);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "settings are not kept: " + e.getMessage());
        }
    }
}
