package io.replicationhub.cli;

import io.replicationhub.cli.operate.Operation;
import io.replicationhub.cli.settings.HelpOptions;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The command line as picocli knows it, made from {@link Option}. Every value is taken as text and noted in the order
 * given; reading them is {@link RunSettings}' business, which tells all problems at once.
 */
final class Commands {
    private static final String VERSION = "drh " + Version.CURRENT;
    private static final int WIDTH = 100;

    private Commands() {}

    /**
     * Knows the command that the arguments begin with, or else all of them: to describe every option of every command takes
     * longer than a listing.
     *
     * @param given where each option that is met on the command line is noted
     */
    static CommandLine parser(String[] arguments, List<Map.Entry<Option, String>> given) {
        CommandSpec top = HelpOptions.addedTo(CommandSpec.create().name("drh").version(VERSION));
        top.usageMessage()
                .width(WIDTH)
                .commandListHeading("")
                .description(
                        "Copies objects between buckets, proves that they arrived, and carries on where it stopped.")
                .footer(
                        "",
                        "drh demo shows the whole system at work on this machine.",
                        "Exit codes: 0 both sides agree; 1 some objects failed or differ; 2 usage or settings;",
                        "            3 the run could not be completed, and can be carried on with.");
        String first = arguments.length == 0 ? "" : arguments[0];
        List<Command> commands =
                chosen(Command.values(), command -> command.bare().equals(first));
        List<Operation> operations =
                chosen(Operation.values(), operation -> operation.bare().equals(first));
        if (commands.isEmpty() && operations.isEmpty()) {
            commands = List.of(Command.values());
            operations = List.of(Operation.values());
        }
        for (Command command : commands) {
            top.addSubcommand(command.bare(), subcommand(command, given));
        }
        for (Operation operation : operations) {
            var parser = new CommandLine(operation.spec(WIDTH, VERSION));
            top.addSubcommand(operation.bare(), parser.setOverwrittenOptionsAllowed(true));
        }
        top.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::listed);
        // What begins with @ is a value like any other, and no file of more arguments.
        return new CommandLine(top).setExpandAtFiles(false);
    }

    private static <T> List<T> chosen(T[] all, Predicate<T> those) {
        return Arrays.stream(all).filter(those).toList();
    }

    private static CommandLine subcommand(Command command, List<Map.Entry<Option, String>> given) {
        CommandSpec spec = HelpOptions.addedTo(CommandSpec.create().name(command.bare()));
        spec.usageMessage()
                .customSynopsis("drh " + command.bare() + " [OPTIONS] SOURCE DESTINATION"
                        + (command == Command.DOCTOR ? " | --stack NAME" : ""))
                .description(command.description())
                .footer("", "Exit codes: " + command.exitCodes())
                .sortOptions(false)
                .width(WIDTH);
        spec.version(VERSION);
        spec.usageMessage().longOptionsMaxWidth(34);
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, help -> parameters());
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Commands::inSections);
        spec.parser().collectErrors(true).unmatchedArgumentsAllowed(true);
        Set<Option> options = EnumSet.copyOf(Option.shared());
        options.addAll(command.ownOptions());
        int index = 0;
        for (Option option : options) {
            if (option.isParameter()) {
                spec.addPositional(PositionalParamSpec.builder()
                        .index(String.valueOf(index++))
                        .arity("0..1")
                        .type(String.class)
                        .paramLabel(option.name())
                        .description(described(option))
                        .setter(noting(option, given))
                        .build());
            } else {
                spec.addOption(OptionSpec.builder(option.variable())
                        .type(option.isFlag() ? boolean.class : String.class)
                        .arity(option.isFlag() ? "0" : "1")
                        .paramLabel(option.label())
                        .description(described(option))
                        .setter(noting(option, given))
                        .build());
            }
        }
        CommandLine parser = new CommandLine(spec);
        parser.setOverwrittenOptionsAllowed(true);
        return parser;
    }

    /** picocli takes descriptions for patterns. */
    private static String described(Option option) {
        return option.meaning().replace("%", "%%");
    }

    /** Both may stand in the config file instead, for which picocli would put them into brackets. */
    private static String parameters() {
        StringBuilder text = new StringBuilder();
        for (Option option : List.of(Option.SOURCE, Option.DESTINATION)) {
            text.append(String.format("      %-31s %s%n", option.name(), option.meaning()));
        }
        return text.toString();
    }

    /** The options under their headings, and at the end what every command has. */
    private static String inSections(CommandLine.Help help) {
        StringBuilder text = new StringBuilder();
        for (Option.Section section : Option.Section.values()) {
            List<OptionSpec> options = help.commandSpec().options().stream()
                    .filter(option -> sectionOf(option) == section)
                    .toList();
            if (!options.isEmpty()) {
                CommandLine.Help.Layout layout = help.createDefaultLayout();
                layout.addOptions(options, help.parameterLabelRenderer());
                text.append(String.format("%n%s:%n%s", section.heading(), layout));
            }
        }
        return text.toString();
    }

    private static Option.Section sectionOf(OptionSpec option) {
        return Arrays.stream(Option.values())
                .filter(ours -> ours.variable().equals(option.longestName()))
                .findFirst()
                .map(Option::section)
                .orElse(Option.Section.OTHER);
    }

    private static CommandLine.Model.ISetter noting(Option option, List<Map.Entry<Option, String>> given) {
        return new CommandLine.Model.ISetter() {
            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
            public <T> T set(T value) {
                // picocli also sets the initial value, which is none.
                if (value != null && !(option.isFlag() && Boolean.FALSE.equals(value))) {
                    given.add(Map.entry(option, value.toString()));
                }
                return value;
            }
        };
    }

    /** A list to pass to {@link #parser}. */
    static List<Map.Entry<Option, String>> nothingYet() {
        return new ArrayList<>();
    }
}
