package io.replicationhub.cli;

import io.replicationhub.cli.settings.Option;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What drh can be told to do with a source and a destination. */
enum Command {
    REPLICATE(
            CommandGroup.COPY,
            "Copies what is missing or changed from SOURCE to DESTINATION.",
            EnumSet.noneOf(Option.class)),
    PLAN(
            CommandGroup.COPY,
            "Tells what replicate would do, and what it would cost, without doing it.",
            EnumSet.of(Option.EXIT_CODE)),
    VERIFY(CommandGroup.COPY, "Compares SOURCE and DESTINATION and reports what differs.", EnumSet.of(Option.DEEP)),
    RESTORE(
            CommandGroup.COPY,
            "Asks for the restoration of what is to be copied and lies in an archive; replicate later picks it up.",
            EnumSet.of(Option.DAYS, Option.TIER)),
    DOCTOR(
            CommandGroup.PREPARE,
            "Probes both sides with the settings of a run, and tells what is wrong and what to do about it.",
            EnumSet.of(
                    Option.FROM_ENVIRONMENT,
                    Option.READ_ONLY,
                    Option.EVENTS,
                    Option.STACK,
                    Option.REGION,
                    Option.CREDENTIALS,
                    Option.PROFILE,
                    Option.ENDPOINT_URL)),
    POLICY(
            CommandGroup.PREPARE,
            "Prints the policies that allow a run with these settings, and no more.",
            EnumSet.of(Option.SIDE, Option.PRINCIPAL, Option.SOURCE_KMS_KEY_ID, Option.FOR_RESTORE, Option.FOR_DOCTOR));

    private final CommandGroup group;
    private final String description;
    private final Set<Option> ownOptions;

    Command(CommandGroup group, String description, Set<Option> ownOptions) {
        this.group = group;
        this.description = description;
        this.ownOptions = ownOptions;
    }

    static Command named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String bare() {
        return name().toLowerCase(Locale.ROOT);
    }

    CommandGroup group() {
        return group;
    }

    String description() {
        return description;
    }

    Set<Option> ownOptions() {
        return ownOptions;
    }
}
