package org.keymeter.cli.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import org.keymeter.simulator.InstallationException;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = {
            "Shows the main job on a throwaway simulated card: a quota is spent, the card refuses, a certificate from a CA made"
                    + " with openssl refills it, and what was locked opens again; then the master key is rotated and the audit"
                    + " log verified.",
            "Prints every command as you would type it. Touches no card and no file of yours, and leaves nothing behind."
        },
        footer = "  keymeter demo")
public final class DemoCommand extends Subcommand {
    @Override
    protected void run(Cli cli) throws IOException, CliException, InstallationException {
        Path folder = Files.createTempDirectory("keymeter-demo");
        try (Stage stage = new Stage(options(), folder)) {
            new Demonstration(stage, Approver.find(stage)).run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
