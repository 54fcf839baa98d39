package org.keymeter.gui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for files. For the UI's thread. */
public interface FileChoices {
    /**
     * Files that are there.
     *
     * @param kind for a person, such as "Certificates"
     * @param patterns such as "*.pem"; none: any file
     * @return none if the person would rather not
     */
    List<Path> open(String title, String kind, String... patterns);

    /**
     * A file to write, about whose replacement the person was asked.
     *
     * @param name to suggest
     * @return empty if the person would rather not
     */
    Optional<Path> save(String title, String name);
}
