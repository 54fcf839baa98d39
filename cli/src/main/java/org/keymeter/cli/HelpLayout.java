package org.keymeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keymeter.cli.frame.CardOptions;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: a command's own options first, those of all commands in a section of their own, then examples. */
final class HelpLayout {
    private static final int WIDTH = 110;
    private static final String SECTION_GLOBAL_OPTIONS = "globalOptions";

    private HelpLayout() {}

    static void applyTo(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.width(WIDTH);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nParameters:%n");
        usage.footerHeading("%nExamples:%n");
        usage.commandListHeading("%nCommands:%n");
        Map<String, IHelpSectionRenderer> sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> synopsis(help.commandSpec()));
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options("Options", help.commandSpec(), false));
        sections.put(
                SECTION_GLOBAL_OPTIONS,
                help -> options(
                        takesGlobalOptions(help.commandSpec()) ? "Global options" : "Options",
                        help.commandSpec(),
                        true));
        List<String> order = new ArrayList<>(line.getHelpSectionKeys());
        // The keys set on a command are set on its subcommands too.
        if (!order.contains(SECTION_GLOBAL_OPTIONS)) {
            order.add(order.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), SECTION_GLOBAL_OPTIONS);
            line.setHelpSectionKeys(order);
        }
        line.getSubcommands().values().forEach(HelpLayout::applyTo);
    }

    private static String synopsis(CommandSpec spec) {
        Help help = new Help(select(spec, false));
        String own = help.synopsis(help.synopsisHeadingLength()).stripTrailing();
        String ending = takesGlobalOptions(spec) ? "[GLOBAL OPTIONS]" : "";
        ending = spec.subcommands().isEmpty() ? ending : "COMMAND [OPTIONS]";
        boolean isFull = own.length() + ending.length() >= WIDTH - help.synopsisHeadingLength();
        return (own + (isFull ? "\n" + " ".repeat(help.synopsisHeadingLength()) : " ") + ending).stripTrailing() + "\n";
    }

    private static String options(String heading, CommandSpec spec, boolean isGlobal) {
        String list = new Help(select(spec, isGlobal)).optionList();
        return list.isBlank() ? "" : "\n" + heading + ":\n" + list;
    }

    /** A stand-in with the same name that has the command's own options and parameters, or those of all commands. */
    private static CommandSpec select(CommandSpec spec, boolean isGlobal) {
        CommandSpec selected = CommandSpec.create().name(spec.qualifiedName());
        selected.usageMessage().width(WIDTH).sortOptions(false);
        for (OptionSpec option : spec.options()) {
            if (isGlobal(spec, option) == isGlobal) {
                selected.addOption(OptionSpec.builder(option).build());
            }
        }
        if (!isGlobal) {
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                selected.addPositional(PositionalParamSpec.builder(parameter).build());
            }
        }
        return selected;
    }

    /** Others have only help and version in common with the rest. */
    private static boolean takesGlobalOptions(CommandSpec spec) {
        return spec.options().stream()
                .anyMatch(option -> isGlobal(spec, option) && !option.usageHelp() && !option.versionHelp());
    }

    /** Whether all commands, or all that use a card, have it. */
    static boolean isGlobal(CommandSpec spec, OptionSpec option) {
        return option.inherited()
                || option.scopeType() == CommandLine.ScopeType.INHERIT
                || option.usageHelp()
                || option.versionHelp()
                || spec.mixins().values().stream()
                        .anyMatch(mixin -> mixin.userObject() instanceof CardOptions
                                && mixin.findOption(option.longestName()) != null);
    }
}
