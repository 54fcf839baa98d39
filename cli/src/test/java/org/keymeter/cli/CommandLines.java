package org.keymeter.cli;

import java.util.function.BiConsumer;
import picocli.CommandLine;

/** All commands, to look at. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine root() {
        return KeymeterCommand.commandLine((KeymeterCommand) TestPrograms.printingTo(System.out));
    }

    /** The names are words such as "card init", empty for the program itself. */
    static void walk(BiConsumer<String, CommandLine> visitor) {
        walk("", root(), visitor);
    }

    private static void walk(String name, CommandLine command, BiConsumer<String, CommandLine> visitor) {
        visitor.accept(name, command);
        command.getSubcommands().forEach((word, below) -> walk((name + " " + word).strip(), below, visitor));
    }

    static CommandLine find(String name) {
        CommandLine command = root();
        for (String word : name.isEmpty() ? new String[0] : name.split(" ")) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }
}
