package org.keymeter.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keymeter.cli.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words of this program rather than of its parser. */
final class UsageErrors {
    private UsageErrors() {}

    static Failure of(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        List<String> unknown = line.getUnmatchedArguments();
        boolean isMissing = exception instanceof MissingParameterException;
        // A mistyped option is why the required one is missing.
        if (!unknown.isEmpty() && (isMissing || exception instanceof UnmatchedArgumentException)) {
            return ofUnknown(line, unknown);
        } else if (exception.getCause() instanceof TypeConversionException || isNoConstant(exception)) {
            return Failure.usage(ofValue(exception.getArgSpec(), exception.getValue()), help(line));
        } else if (exception.getArgSpec() == null && !line.getSubcommands().isEmpty()) {
            String commands = String.join(", ", line.getSubcommands().keySet());
            return Failure.usage("'" + name(line) + "' needs one of its commands: " + commands + ".", help(line));
        }
        return Failure.usage(exception.getMessage() + ".", help(line));
    }

    private static boolean isNoConstant(ParameterException exception) {
        return exception.getArgSpec() != null
                && exception.getValue() != null
                && type(exception.getArgSpec()).isEnum();
    }

    private static Failure ofUnknown(CommandLine line, List<String> unknown) {
        Optional<String> option =
                unknown.stream().filter(word -> word.startsWith("-")).findFirst();
        String word = option.orElse(unknown.get(0));
        String happened;
        if (option.isPresent()) {
            happened = "'" + name(line) + "' has no option '" + word + "'.";
        } else if (!line.getSubcommands().isEmpty()) {
            happened = "'" + name(line) + "' has no command '" + word + "'.";
        } else {
            happened = "'" + word + "' is one argument too many.";
        }
        Stream<String> candidates = option.isPresent()
                ? line.getCommandSpec().options().stream().map(OptionSpec::longestName)
                : line.getSubcommands().keySet().stream();
        String meant = new Spelling(word)
                .closest(candidates)
                .map(candidate -> "Did you mean '" + candidate + "'? ")
                .orElse("");
        return Failure.usage(happened, meant + help(line));
    }

    private static String ofValue(ArgSpec argument, String value) {
        String name = argument instanceof OptionSpec option
                ? option.longestName()
                : ((PositionalParamSpec) argument).paramLabel();
        Class<?> type = type(argument);
        if (type.isEnum()) {
            String constants =
                    Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return name + ": '" + value + "' is none of " + constants + ".";
        }
        boolean isNumber = value.matches("[+-]?[0-9]+");
        return name + ": '" + value + "' is " + (isNumber ? "too large a number." : "not a whole number.");
    }

    /** What is in it, if it is optional. */
    private static Class<?> type(ArgSpec argument) {
        return argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName();
    }

    private static String help(CommandLine line) {
        return "See '" + name(line) + " --help'.";
    }
}
