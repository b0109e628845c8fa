package io.replicationhub.cli;

import io.replicationhub.cli.operate.Operation;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Under which heading the help shows a command. */
enum CommandGroup {
    COPY("Copy and compare"),
    PREPARE("Before the first run"),
    OPERATE("See to a deployed stack");

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** The commands under their headings, each with the first sentence of what it does. */
    static String listed(CommandLine.Help help) {
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : values()) {
            List<Map.Entry<String, CommandLine>> commands = help.commandSpec().subcommands().entrySet().stream()
                    .filter(command -> of(command.getKey()) == group)
                    .toList();
            if (!commands.isEmpty()) {
                text.append(String.format("%n%s:%n", group.heading));
                commands.forEach(command ->
                        text.append(String.format("  %-10s %s%n", command.getKey(), sentence(command.getValue()))));
            }
        }
        return text.toString();
    }

    private static CommandGroup of(String command) {
        return Operation.named(command).isPresent()
                ? OPERATE
                : Command.named(command).group();
    }

    private static String sentence(CommandLine command) {
        String description =
                String.join(" ", command.getCommandSpec().usageMessage().description());
        int end = description.indexOf(". ");
        return end < 0 ? description : description.substring(0, end + 1);
    }
}
