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
            "0 both sides agree; 1 some objects failed or differ; 2 usage or settings; 3 not completed: start it again.",
            EnumSet.noneOf(Option.class)),
    PLAN(
            CommandGroup.COPY,
            "Tells what replicate would do, and what it would cost, without doing it.",
            "0 it is told; 1 with --exit-code where there is something to do, or a history could not be read; 2 usage or settings;"
                    + " 3 not completed.",
            EnumSet.of(Option.EXIT_CODE)),
    VERIFY(
            CommandGroup.COPY,
            "Compares SOURCE and DESTINATION and reports what differs.",
            "0 both sides agree; 1 some objects differ; 2 usage or settings; 3 not completed.",
            EnumSet.of(Option.DEEP)),
    RESTORE(
            CommandGroup.COPY,
            "Asks for the restoration of what is to be copied and lies in an archive; replicate later picks it up.",
            "0 all were asked for; 1 some could not be; 2 usage or settings; 3 not completed.",
            EnumSet.of(Option.DAYS, Option.TIER)),
    DOCTOR(
            CommandGroup.PREPARE,
            "Probes both sides with the settings of a run, and tells what is wrong and what to do about it.",
            "0 a run can go ahead; 1 it would fail; 2 usage or settings; 3 a side cannot be reached.",
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
            "0 they are printed; 2 usage or settings.",
            EnumSet.of(Option.SIDE, Option.PRINCIPAL, Option.SOURCE_KMS_KEY_ID, Option.FOR_RESTORE, Option.FOR_DOCTOR));

    private final CommandGroup group;
    private final String description;
    private final String exitCodes;
    private final Set<Option> ownOptions;

    Command(CommandGroup group, String description, String exitCodes, Set<Option> ownOptions) {
        this.group = group;
        this.description = description;
        this.exitCodes = exitCodes;
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

    /** What each means, for the help. */
    String exitCodes() {
        return exitCodes;
    }

    Set<Option> ownOptions() {
        return ownOptions;
    }
}
