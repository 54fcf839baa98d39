package org.keymeter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keymeter.cli.audit.AuditGroup;
import org.keymeter.cli.card.CardGroup;
import org.keymeter.cli.demo.DemoCommand;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.failure.FailureMapping;
import org.keymeter.cli.frame.GlobalOptions;
import org.keymeter.cli.frame.Surroundings;
import org.keymeter.cli.grant.GrantGroup;
import org.keymeter.cli.key.KeyGroup;
import org.keymeter.cli.pin.PinGroup;
import org.keymeter.cli.reader.ReaderGroup;
import org.keymeter.cli.report.ReportGroup;
import org.keymeter.cli.trust.TrustGroup;
import org.keymeter.cli.use.UnwrapCommand;
import org.keymeter.cli.use.WrapCommand;
import org.keymeter.cli.volume.VolumeGroup;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** {@code keymeter}: all that the command line offers. */
@Command(
        name = "keymeter",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Puts a meter on a cryptographic key: a card unwraps subkeys until its quota is spent, and opens no more until an"
                    + " approver's CA has issued a grant.",
            "Without a subcommand './keymeter' starts the console."
        },
        subcommands = {
            ReaderGroup.class,
            CardGroup.class,
            ReportGroup.class,
            PinGroup.class,
            TrustGroup.class,
            KeyGroup.class,
            GrantGroup.class,
            WrapCommand.class,
            UnwrapCommand.class,
            VolumeGroup.class,
            AuditGroup.class,
            DemoCommand.class,
            GenerateCompletion.class
        },
        footer = {
            "  keymeter demo                     shows all of it on a throwaway simulated card",
            "  keymeter card init --label Test   makes a simulated card of your own",
            "  source <(keymeter generate-completion)",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 quota spent, 4 grant refused, 5 PIN wrong or blocked,",
            "6 verification failed, 7 no card or reader, 8 log full, 130 stopped by Ctrl-C"
        })
public final class KeymeterCommand extends GlobalOptions {
    private static final String COMPLETION = "generate-completion";
    private static final List<String> WITHOUT_GLOBAL_OPTIONS = List.of("demo", COMPLETION);

    KeymeterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        Surroundings surroundings = ProcessSurroundings.find();
        KeymeterCommand command = new KeymeterCommand(surroundings);
        surroundings.interruption().watch(() -> command.report(Failure.givenUp(), List.of(arguments)));
        int exit = commandLine(command).execute(arguments);
        surroundings.interruption().finish();
        System.exit(exit);
    }

    /** Runs one command line. */
    static int execute(Surroundings surroundings, String... arguments) {
        return commandLine(new KeymeterCommand(surroundings)).execute(arguments);
    }

    @Override
    public int run(Surroundings others, String... arguments) {
        return execute(others, arguments);
    }

    static CommandLine commandLine(KeymeterCommand command) {
        CommandLine line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(writer(command.surroundings().out()));
        line.setErr(writer(command.surroundings().err()));
        line.setParameterExceptionHandler(
                (exception, arguments) -> command.report(UsageErrors.of(exception), List.of(arguments)));
        line.setExecutionExceptionHandler(
                (exception, failed, result) -> command.report(FailureMapping.of(exception), result.originalArgs()));
        WITHOUT_GLOBAL_OPTIONS.forEach(
                name -> removeGlobalOptions(line.getSubcommands().get(name)));
        CommandSpec completion = line.getSubcommands().get(COMPLETION).getCommandSpec();
        completion.helpCommand(false); // of which the parser would take anything
        completion.usageMessage().optionListHeading("").footer("  source <(keymeter generate-completion)");
        line.setExecutionStrategy(KeymeterCommand::executeKnown);
        HelpLayout.applyTo(line);
        return line;
    }

    private static void removeGlobalOptions(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List.copyOf(spec.options()).stream()
                .filter(option -> option.inherited() && !option.usageHelp() && !option.versionHelp())
                .forEach(spec::remove);
    }

    /** Refuses an option that stands before a command which has none of that name. */
    private static int executeKnown(ParseResult result) {
        List<CommandLine> line = result.asCommandLineList();
        CommandSpec command = line.get(line.size() - 1).getCommandSpec();
        List<OptionSpec> given = line.stream()
                .flatMap(word -> word.getParseResult().matchedOptions().stream())
                .toList();
        for (OptionSpec option : given) {
            if (command.findOption(option.longestName()) == null) {
                throw new ParameterException(
                        command.commandLine(),
                        "'" + command.qualifiedName() + "' has no option '" + option.longestName() + "'");
            }
        }
        return new RunLast().execute(result);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
