package io.replicationhub.cli.doctor;

import io.replicationhub.cli.run.ExitCode;
import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code drh doctor}, read and ready.
 *
 * @param wanted what is to be looked at; of a stack it is known when that has been asked
 */
public record DoctorRun(
        Optional<Case> wanted,
        Optional<StackQuestion> stack,
        boolean events,
        boolean readOnly,
        Print print,
        Map<String, String> environment) {
    /** What makes sense where all else comes from elsewhere. */
    private static final Set<Option> BESIDE =
            EnumSet.of(Option.READ_ONLY, Option.EVENTS, Option.JSON, Option.QUIET, Option.CONFIG);

    private static final Set<Option> OF_STACK =
            EnumSet.of(Option.STACK, Option.REGION, Option.CREDENTIALS, Option.PROFILE, Option.ENDPOINT_URL);

    private static final Doctor.Listener SILENT = new Doctor.Listener() {
        @Override
        public void begins(Subject subject) {}

        @Override
        public void found(Finding finding) {}
    };

    /** What is printed. */
    enum Print {
        /** Each finding as it is found. */
        TEXT,
        /** All at the end. */
        JSON,
        /** The exit code says it. */
        NOTHING
    }

    /** Reads what is to be looked at. */
    public static DoctorRun read(Arguments arguments, Map<String, String> environment) throws SettingsException {
        Own own = SettingsReader.read(
                arguments.texts(),
                reader -> new Own(
                        reader.flag(Option.FROM_ENVIRONMENT, false),
                        reader.flag(Option.READ_ONLY, false),
                        reader.flag(Option.EVENTS, false),
                        StackQuestion.read(reader),
                        reader.flag(Option.JSON, false)
                                ? Print.JSON
                                : reader.flag(Option.QUIET, false) ? Print.NOTHING : Print.TEXT));
        Optional<Case> wanted;
        if (own.stack().isPresent()) {
            refuseOthers(arguments, OF_STACK, "--stack takes all settings from the stack");
            wanted = Optional.empty();
        } else if (own.fromEnvironment()) {
            refuseOthers(
                    arguments,
                    EnumSet.of(Option.FROM_ENVIRONMENT),
                    "--from-environment takes all settings from the environment");
            wanted = Optional.of(Cases.of(environment, own.events()));
        } else if (arguments.values().isEmpty()) {
            throw new SettingsException(
                    List.of("SOURCE and DESTINATION are missing; or --stack NAME probes a deployed stack"));
        } else {
            RunSettings settings =
                    RunSettingsReader.readWithoutCredentials(arguments, environment, InstantSource.system());
            wanted = Optional.of(Cases.of(settings, own.events(), environment));
        }
        return new DoctorRun(wanted, own.stack(), own.events(), own.readOnly(), own.print(), environment);
    }

    private static void refuseOthers(Arguments arguments, Set<Option> own, String because) throws SettingsException {
        String others = arguments.values().keySet().stream()
                .filter(option -> !BESIDE.contains(option) && !own.contains(option))
                .map(Option::variable)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!others.isEmpty() || !arguments.filters().isEmpty()) {
            throw new SettingsException(
                    List.of(because + "; leave out " + (others.isEmpty() ? "the filters" : others)));
        }
    }

    private record Own(
            boolean fromEnvironment, boolean readOnly, boolean events, Optional<StackQuestion> stack, Print print) {}

    /**
     * Looks at everything, and prints what was found.
     *
     * @param err where it is told that a stack is not there or cannot be asked
     * @throws SettingsException where nothing says in which region the stack is; nobody was asked then
     */
    public ExitCode run(PrintStream out, PrintStream err) throws SettingsException, InterruptedException, IOException {
        DoctorText text = new DoctorText(out);
        List<Diagnosis> diagnoses;
        try {
            diagnoses = examine(print == Print.TEXT ? text : SILENT);
        } catch (Unreachable e) {
            err.println("drh: " + e.sentence());
            return ExitCode.INCOMPLETE;
        }
        switch (print) {
            case TEXT -> text.end(diagnoses);
            case JSON -> DoctorJson.write(diagnoses, out);
            case NOTHING -> {}
        }
        if (diagnoses.stream().anyMatch(diagnosis -> !diagnosis.reached())) {
            return ExitCode.INCOMPLETE;
        }
        return diagnoses.stream().anyMatch(diagnosis -> diagnosis.has(Verdict.FAULT))
                ? ExitCode.DIFFER
                : ExitCode.AGREE;
    }

    private List<Diagnosis> examine(Doctor.Listener listener)
            throws SettingsException, Unreachable, InterruptedException {
        if (stack.isEmpty()) {
            return doctor(wanted.orElseThrow(), environment, listener).examine();
        }
        StackDoctor.Seen seen =
                new StackDoctor(stack.get(), environment, InstantSource.system(), listener).examine(events);
        List<Diagnosis> diagnoses = new ArrayList<>(List.of(seen.diagnosis()));
        if (seen.deployed().isPresent()) {
            StackDoctor.Deployed deployed = seen.deployed().get();
            diagnoses.addAll(
                    doctor(deployed.wanted(), deployed.environment(), listener).examine());
        }
        return diagnoses;
    }

    private Doctor doctor(Case sides, Map<String, String> with, Doctor.Listener listener) {
        return new Doctor(sides, readOnly, with, InstantSource.system(), Sleeper.REAL, new Random(), listener);
    }
}
