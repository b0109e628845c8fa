package io.replicationhub.cli.settings;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What every command has: {@code --help} and {@code --version}. Said here in so many words, because picocli's own mixin is
 * read by reflection, which takes 30 ms of every start.
 */
public final class HelpOptions {
    private HelpOptions() {}

    /** Adds them to a command. */
    public static CommandSpec addedTo(CommandSpec command) {
        return command.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }
}
