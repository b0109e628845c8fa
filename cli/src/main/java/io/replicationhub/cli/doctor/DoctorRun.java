package io.replicationhub.cli.doctor;

import io.replicationhub.cli.doctor.Doctor.Diagnosis;
import io.replicationhub.cli.run.ExitCode;
import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.plan.Side;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code drh doctor}, read and ready.
 *
 * @param wanted what is to be looked at
 */
public record DoctorRun(Case wanted, boolean readOnly, Print print, Map<String, String> environment) {
    /** What makes sense where all else comes from the environment. */
    private static final Set<Option> BESIDE_ENVIRONMENT = EnumSet.of(
            Option.FROM_ENVIRONMENT, Option.READ_ONLY, Option.EVENTS, Option.JSON, Option.QUIET, Option.CONFIG);

    private static final Doctor.Listener SILENT = new Doctor.Listener() {
        @Override
        public void begins(Patient patient) {}

        @Override
        public void found(Side side, Finding finding) {}
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
                        reader.flag(Option.JSON, false)
                                ? Print.JSON
                                : reader.flag(Option.QUIET, false) ? Print.NOTHING : Print.TEXT));
        if (!own.fromEnvironment()) {
            RunSettings settings =
                    RunSettingsReader.readWithoutCredentials(arguments, environment, InstantSource.system());
            return new DoctorRun(
                    Cases.of(settings, own.events(), environment), own.readOnly(), own.print(), environment);
        }
        String others = arguments.values().keySet().stream()
                .filter(option -> !BESIDE_ENVIRONMENT.contains(option))
                .map(Option::variable)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!others.isEmpty() || !arguments.filters().isEmpty()) {
            throw new SettingsException(List.of("--from-environment takes all settings from the environment; leave out "
                    + (others.isEmpty() ? "the filters" : others)));
        }
        return new DoctorRun(Cases.of(environment, own.events()), own.readOnly(), own.print(), environment);
    }

    private record Own(boolean fromEnvironment, boolean readOnly, boolean events, Print print) {}

    /** Looks at everything, and prints what was found. */
    public ExitCode run(PrintStream out) throws InterruptedException, IOException {
        DoctorText text = new DoctorText(out);
        Doctor doctor = new Doctor(
                wanted,
                readOnly,
                environment,
                InstantSource.system(),
                Sleeper.REAL,
                new Random(),
                print == Print.TEXT ? text : SILENT);
        List<Diagnosis> diagnoses = doctor.examine();
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
}
