package io.replicationhub.cli;

import io.replicationhub.cli.doctor.DoctorRun;
import io.replicationhub.cli.operate.Operation;
import io.replicationhub.cli.operate.Operator;
import io.replicationhub.cli.policy.PolicyRun;
import io.replicationhub.cli.run.ExitCode;
import io.replicationhub.cli.run.Preflight;
import io.replicationhub.cli.run.Runs;
import io.replicationhub.cli.run.SideLost;
import io.replicationhub.cli.run.SidesUnusable;
import io.replicationhub.cli.run.Stores;
import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.config.NativeCharset;
import io.replicationhub.config.SettingsException;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The entry point: arguments in, exit code out. */
public final class Drh {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Sleeper sleeper;

    private Drh(Map<String, String> environment, PrintStream out, PrintStream err, Sleeper sleeper) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.sleeper = sleeper;
    }

    public static void main(String[] arguments) {
        int code = run(arguments, System.getenv(), System.out, System.err);
        System.out.flush();
        // Not exit: whatever may still hang in a closing connection is no reason to keep a script waiting.
        Runtime.getRuntime().halt(code);
    }

    /**
     * Runs one command in this process.
     *
     * @param out for what a user asked for: the summary, JSON, help
     * @param err for progress and problems
     * @return the exit code
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(arguments, environment, out, err, Sleeper.REAL);
    }

    /** With pauses between looks at a stack that are the caller's. */
    static int run(
            String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err, Sleeper sleeper) {
        Drh drh = new Drh(environment, out, err, sleeper);
        int code;
        try {
            code = drh.run(arguments);
        } catch (RuntimeException | Error e) {
            // What the JVM ends with by itself, 1, says that all was compared and some differs.
            code = drh.fault(e).number();
        }
        return drh.told(code);
    }

    /** A run whose result was lost on the way to a full disk or a closed pipe has told a script nothing. */
    private int told(int code) {
        if (!out.checkError()) {
            return code;
        }
        err.println("drh: standard output could not be written to: what stands there is not whole");
        return code == ExitCode.AGREE.number() ? ExitCode.INCOMPLETE.number() : code;
    }

    private int run(String[] arguments) {
        Optional<String> lost = CommandLineFaults.lost(arguments, NativeCharset.ours());
        if (lost.isPresent()) {
            err.println("drh: " + lost.get());
            return ExitCode.USAGE.number();
        }
        Ahead ahead = Ahead.begin();
        List<Map.Entry<Option, String>> given = Commands.nothingYet();
        CommandLine parser =
                Commands.parser(arguments, given).setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        CommandLine.ParseResult parsed;
        try {
            parsed = parser.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            err.println("drh: " + CommandLineFaults.withoutCommand(e));
            err.println("drh: see 'drh --help'");
            return ExitCode.USAGE.number();
        }
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            parser.usage(err);
            return ExitCode.USAGE.number();
        }
        ahead.awaitLogging();
        CommandLine.ParseResult line = parsed.subcommand();
        Optional<Operation> operation = Operation.named(line.commandSpec().name());
        if (operation.isPresent()) {
            return new Operator(environment, out, err, InstantSource.system(), sleeper)
                    .perform(operation.get(), line, CommandLineFaults.of(line).problems());
        }
        Command command = Command.named(line.commandSpec().name());
        try {
            CommandLineFaults faults = CommandLineFaults.of(line);
            ExitCode code = switch (command) {
                case REPLICATE, PLAN, VERIFY, RESTORE -> perform(command, settings(given, faults, this::runSettings));
                case POLICY -> policy(settings(given, faults, texts -> PolicyRun.read(texts, environment)));
                case DOCTOR -> doctor(settings(given, faults, texts -> DoctorRun.read(texts, environment)));
            };
            return code.number();
        } catch (SettingsException e) {
            e.problems().forEach(problem -> err.println("drh: " + problem));
            err.println("drh: nothing was done; see 'drh " + command.bare() + " --help'");
            return ExitCode.USAGE.number();
        }
    }

    private interface Reading<T> {
        T of(Arguments arguments) throws SettingsException;
    }

    /** All that is wrong with the command line, the config file and their settings, told together. */
    private <T> T settings(List<Map.Entry<Option, String>> given, CommandLineFaults faults, Reading<T> reading)
            throws SettingsException {
        List<String> problems = new ArrayList<>(faults.problems());
        try {
            T settings = reading.of(Arguments.of(given, problems));
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (SettingsException e) {
            e.problems().stream().filter(faults::leaveRoomFor).forEach(problems::add);
        }
        throw new SettingsException(problems);
    }

    private RunSettings runSettings(Arguments arguments) throws SettingsException {
        return RunSettingsReader.read(arguments, environment, InstantSource.system());
    }

    private ExitCode doctor(DoctorRun run) throws SettingsException {
        try {
            return run.run(out, err);
        } catch (InterruptedException e) {
            return incomplete("interrupted");
        } catch (IOException e) {
            return incomplete("the findings cannot be written: " + e.getMessage());
        }
    }

    private ExitCode policy(PolicyRun run) {
        try {
            run.print(out);
            return ExitCode.AGREE;
        } catch (IOException e) {
            return incomplete("the policies cannot be written: " + e.getMessage());
        }
    }

    private ExitCode perform(Command command, RunSettings settings) throws SettingsException {
        Stores stores;
        try {
            stores = Stores.open(settings, environment);
        } catch (SidesUnusable e) {
            e.problems().forEach(problem -> err.println("drh: " + problem));
            return ExitCode.INCOMPLETE;
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(String.valueOf(e.getMessage())));
        }
        try (stores) {
            List<String> problems = Preflight.problems(
                    stores,
                    settings.selection().sourcePrefix(),
                    settings.selection().destinationPrefix());
            if (!problems.isEmpty()) {
                problems.forEach(problem -> err.println("drh: " + problem));
                return ExitCode.INCOMPLETE;
            }
            Runs runs = new Runs(settings, stores, out, err);
            return switch (command) {
                case REPLICATE -> runs.replicate();
                case PLAN -> runs.plan();
                case VERIFY -> runs.verify();
                case RESTORE -> runs.restore();
                case DOCTOR, POLICY -> throw new IllegalStateException(command + " opens no stores");
            };
        } catch (ListingFailed | SideLost e) {
            return incomplete(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return incomplete("interrupted");
        } catch (IOException | UncheckedIOException e) {
            return incomplete("a file cannot be written: " + e.getMessage());
        }
    }

    /** A user can do nothing about it but tell us, for which the trace is there. */
    private ExitCode fault(Throwable fault) {
        ExitCode code = incomplete("not completed, by a fault of the program's own: " + fault);
        fault.printStackTrace(err);
        return code;
    }

    private ExitCode incomplete(String reason) {
        err.println("drh: " + reason);
        return ExitCode.INCOMPLETE;
    }
}
