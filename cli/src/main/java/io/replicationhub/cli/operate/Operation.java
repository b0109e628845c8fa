package io.replicationhub.cli.operate;

import static io.replicationhub.cli.operate.OperateOption.CLASS;
import static io.replicationhub.cli.operate.OperateOption.CREDENTIALS;
import static io.replicationhub.cli.operate.OperateOption.DRY_RUN;
import static io.replicationhub.cli.operate.OperateOption.ENDPOINT_URL;
import static io.replicationhub.cli.operate.OperateOption.JSON;
import static io.replicationhub.cli.operate.OperateOption.KEY;
import static io.replicationhub.cli.operate.OperateOption.LIMIT;
import static io.replicationhub.cli.operate.OperateOption.PROFILE;
import static io.replicationhub.cli.operate.OperateOption.QUEUE;
import static io.replicationhub.cli.operate.OperateOption.REGION;
import static io.replicationhub.cli.operate.OperateOption.STACK;
import static io.replicationhub.cli.operate.OperateOption.TO;
import static io.replicationhub.cli.operate.OperateOption.WAIT;
import static io.replicationhub.cli.operate.OperateOption.WATCH;

import io.replicationhub.cli.settings.HelpOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What drh can be told to do with a deployed stack. */
public enum Operation {
    STATUS(
            "--stack NAME",
            "Tells how a stack is: progress, backlog, rate, time left, last run, dead letters, alarms.",
            "Exit codes: 0 nothing to see to; 1 something needs attention; 2 usage; 3 not reachable.",
            EnumSet.of(STACK, WATCH)),
    FAILURES(
            "(--stack NAME | --queue URL)",
            "Shows what failed for good, by class, with reason, key and age. Nothing is taken off the queue: messages are"
                    + " hidden from others while they are looked at, and given back.",
            "Exit codes: 0 nothing failed; 1 there are dead letters; 2 usage; 3 not reachable.",
            EnumSet.of(STACK, QUEUE, LIMIT)),
    RETRY(
            "(--stack NAME | --queue URL --to URL)",
            "Moves dead letters back to the queue of tasks, to be tried again with all their tries. Each is sent before it"
                    + " is removed: an interrupted command loses nothing and can be given again.",
            "Exit codes: 0 done; 1 some could not be moved; 2 usage; 3 not reachable.",
            EnumSet.of(STACK, QUEUE, TO, CLASS, KEY, DRY_RUN)),
    RUN(
            "--stack NAME",
            "Starts the JobSender now, unless one runs already, and tells its task's id.",
            "Exit codes: 0 started, or one runs; 2 usage; 3 not reachable. With --wait, the run's own: 0 done; 2 settings;"
                    + " 3 incomplete; 143 stopped.",
            EnumSet.of(STACK, WAIT));

    private final String synopsis;
    private final String description;
    private final String exitCodes;
    private final Set<OperateOption> options;

    Operation(String synopsis, String description, String exitCodes, Set<OperateOption> own) {
        this.synopsis = synopsis;
        this.description = description;
        this.exitCodes = exitCodes;
        this.options = EnumSet.copyOf(own);
        this.options.addAll(EnumSet.of(REGION, CREDENTIALS, PROFILE, ENDPOINT_URL, JSON));
    }

    public static Optional<Operation> named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.bare().equals(name))
                .findFirst();
    }

    /** As on the command line. */
    public String bare() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(OperateOption option) {
        return options.contains(option);
    }

    /** The command as picocli knows it; every value is taken as text. */
    public CommandSpec spec(int width, String version) {
        CommandSpec spec = HelpOptions.addedTo(CommandSpec.create().name(bare()).version(version));
        spec.usageMessage()
                .customSynopsis("drh " + bare() + " " + synopsis + " [OPTIONS]")
                .description(description)
                .footer("", exitCodes)
                .sortOptions(false)
                .longOptionsMaxWidth(24)
                .width(width);
        spec.parser().collectErrors(true).unmatchedArgumentsAllowed(true);
        for (OperateOption option : options) {
            spec.addOption(OptionSpec.builder(option.variable())
                    .type(option.isFlag() ? boolean.class : String.class)
                    .arity(option.isFlag() ? "0" : "1")
                    .paramLabel(option.label())
                    .description(option.meaning())
                    .build());
        }
        return spec;
    }

    /** What was given, by the options' names. */
    Map<String, String> given(ParseResult line) {
        Map<String, String> given = new TreeMap<>();
        for (OperateOption option : options) {
            if (line.hasMatchedOption(option.variable())) {
                given.put(option.variable(), String.valueOf(line.matchedOptionValue(option.variable(), (Object) "")));
            }
        }
        return given;
    }
}
