package io.replicationhub.cli.operate;

import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.aws.AwsAccount;
import io.replicationhub.operate.aws.AwsPlace;
import io.replicationhub.operate.letter.LetterReader;
import io.replicationhub.operate.letter.LetterRetry;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** Does what a command line asks of a deployed stack. */
public final class Operator {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final Sleeper sleeper;

    public Operator(
            Map<String, String> environment, PrintStream out, PrintStream err, InstantSource clock, Sleeper sleeper) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @param faults of the command line, told with those of the settings
     * @return the exit code
     */
    public int perform(Operation operation, ParseResult line, List<String> faults) {
        OperateSettings settings;
        AwsPlace place;
        try {
            settings = settings(operation, line, faults);
            place = AwsPlace.of(settings.region(), settings.credentials(), settings.endpoint(), environment);
        } catch (SettingsException e) {
            e.problems().forEach(this::complain);
            complain("nothing was done; see 'drh " + operation.bare() + " --help'");
            return OperateExit.USAGE.number();
        }
        try (AwsAccount account = AwsAccount.open(place, clock)) {
            var session = new Session(settings, account, out, err, sleeper);
            return switch (operation) {
                case STATUS -> new StatusCommand(session).perform();
                case FAILURES -> failures(session);
                case RETRY -> retry(session);
                case RUN -> new RunCommand(session).perform();
            };
        } catch (Unreachable e) {
            complain(e.sentence());
        } catch (InterruptedException e) {
            complain("interrupted");
        } catch (IOException e) {
            complain("nothing can be written: " + e.getMessage());
        }
        return OperateExit.UNREACHABLE.number();
    }

    private static OperateSettings settings(Operation operation, ParseResult line, List<String> faults)
            throws SettingsException {
        List<String> problems = new ArrayList<>(faults);
        try {
            OperateSettings settings =
                    SettingsReader.read(operation.given(line), reader -> OperateSettings.read(reader, operation));
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        throw new SettingsException(problems);
    }

    private int failures(Session session) throws Unreachable, InterruptedException, IOException {
        OperateSettings settings = session.settings();
        String url = settings.queue().isPresent()
                ? settings.queue().get()
                : session.stack(List.of()).need(StackOutput.DEAD_LETTER_QUEUE_URL);
        LetterReader.Read read = new LetterReader(session.account().letterBox(url), clock).read(settings.limit());
        var shown = new FailuresView(read, clock.instant());
        if (settings.json()) {
            shown.lines(out);
        } else {
            shown.text(out);
        }
        shown.doubts().forEach(this::complain);
        if (read.problem().isPresent()) {
            throw read.problem().get();
        }
        return (read.letters().isEmpty() && read.more() == 0 ? OperateExit.FINE : OperateExit.ATTENTION).number();
    }

    private int retry(Session session) throws Unreachable, InterruptedException, IOException {
        OperateSettings settings = session.settings();
        String from;
        String to;
        if (settings.queue().isPresent()) {
            from = settings.queue().get();
            to = settings.to().orElseThrow();
        } else {
            DeployedStack stack = session.stack(List.of(StackOutput.DEAD_LETTER_QUEUE_URL, StackOutput.QUEUE_URL));
            from = stack.need(StackOutput.DEAD_LETTER_QUEUE_URL);
            to = stack.need(StackOutput.QUEUE_URL);
        }
        LetterRetry.Mode mode = settings.dryRun() ? LetterRetry.Mode.REHEARSE : LetterRetry.Mode.MOVE;
        LetterRetry.Retried retried = new LetterRetry(
                        session.account().letterBox(from), session.account().taskPost(to), clock)
                .retry(settings.choice(), mode);
        var shown = new RetryView(retried, mode, to);
        if (settings.json()) {
            shown.json(out);
        } else {
            shown.text(out);
        }
        if (retried.problem().isPresent()) {
            throw retried.problem().get();
        }
        return (retried.isDone() ? OperateExit.FINE : OperateExit.ATTENTION).number();
    }

    private void complain(String sentence) {
        err.println("drh: " + sentence);
    }
}
