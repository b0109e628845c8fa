package io.replicationhub.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Under which heading the help shows a command. */
enum CommandGroup {
    COPY("Copy and compare", List.of("replicate", "plan", "verify", "restore")),
    PREPARE("Before the first run", List.of("doctor", "policy")),
    OPERATE("See to a deployed stack", List.of("status", "failures", "retry", "run")),
    /** Whatever has no other place. */
    OTHER("More", List.of());

    private final String heading;
    private final List<String> commands;

    CommandGroup(String heading, List<String> commands) {
        this.heading = heading;
        this.commands = commands;
    }

    /** The commands under their headings, each with the first sentence of what it does. */
    static String listed(CommandLine.Help help) {
        StringBuilder text = new StringBuilder();
        Map<String, CommandLine> all = help.commandSpec().subcommands();
        for (CommandGroup group : values()) {
            List<Map.Entry<String, CommandLine>> commands = all.entrySet().stream()
                    .filter(command -> of(command.getKey()) == group)
                    .sorted(Comparator.comparing(command -> group.commands.indexOf(command.getKey())))
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
        return Arrays.stream(values())
                .filter(group -> group.commands.contains(command))
                .findFirst()
                .orElse(OTHER);
    }

    private static String sentence(CommandLine command) {
        String description =
                String.join(" ", command.getCommandSpec().usageMessage().description());
        int end = description.indexOf(". ");
        return end < 0 ? description : description.substring(0, end + 1);
    }
}
