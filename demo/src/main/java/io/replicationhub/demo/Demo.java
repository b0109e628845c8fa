package io.replicationhub.demo;

import io.replicationhub.cli.Drh;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.DiffSummary;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code drh demo}: tells a story of two buckets, and ends with 0 only if it ended well. */
public final class Demo {
    private final Narrator tell;
    private final PrintStream out;

    private Demo(PrintStream out) {
        this.out = out;
        this.tell = new Narrator(out, System::nanoTime, Boolean.getBoolean("drh.terminal"));
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length > 0) {
            boolean help = List.of("-h", "--help").contains(arguments[0]);
            (help ? out : System.err).println("drh demo takes no options: it shows the whole system at work here.");
            System.exit(help ? 0 : 2);
        }
        int code;
        try {
            code = new Demo(out).run() ? 0 : 1;
        } catch (StorageException | InterruptedException e) {
            System.err.println("drh: the demo could not be completed: " + e.getMessage());
            code = 3;
        } catch (RuntimeException e) {
            System.err.println("drh: the demo could not be completed, by a fault of the program's own: " + e);
            e.printStackTrace();
            code = 3;
        }
        out.flush();
        // Servers in this process have threads of their own that nobody waits for.
        Runtime.getRuntime().halt(code);
    }

    boolean run() throws StorageException, InterruptedException {
        tell.title("Data Replication Hub: everything below happens in this process, on this machine.");
        tell.begin("Servers");
        try (DemoCloud cloud = DemoCloud.start()) {
            tell.end("two S3 servers with credentials of their own, signatures checked; SQS with a dead-letter queue");
            tell.detail("source       " + cloud.sourceEndpoint());
            tell.detail("destination  " + cloud.destinationEndpoint());
            return story(cloud);
        }
    }

    private boolean story(DemoCloud cloud) throws StorageException, InterruptedException {
        List<SampleObject> sample = SampleData.all();
        tell.begin("Filling the source");
        Filler.fill(cloud.source(), sample, tell::progress);
        tell.end("%,d objects, %s: orders, pictures, odd keys, an empty one, up to 200 MiB"
                .formatted(
                        sample.size(),
                        Amounts.bytes(
                                sample.stream().mapToLong(SampleObject::size).sum())));

        cloud.refuse(SampleData.REFUSED);
        tell.detail("and the source refuses to give one: " + SampleData.REFUSED);
        boolean good = replicate(cloud, sample.size(), sample.size(), 1);
        List<DeadLetterView> letters = cloud.deadLetters();
        tell.begin("Dead letters");
        tell.end(letters.size() + " in the queue; each says what failed and why");
        letters.forEach(letter -> tell.detail(letter.toString()));
        good &= letters.size() == 1 && letters.getFirst().key().equals(SampleData.REFUSED.value());

        List<SampleObject> changes = SampleData.changes();
        tell.begin("Changing the source");
        Filler.fill(cloud.source(), changes, tell::progress);
        cloud.allowEverything();
        tell.end("%,d objects written, 25 of them over old ones; the refused object is allowed now"
                .formatted(changes.size()));
        good &= replicate(cloud, sample.size() + 40, changes.size() + 1, 0);

        tell.begin("Verifying");
        int verified = Drh.run(cloud.verifyArguments(), cloud.environment(), out, System.err);
        tell.end(verified == 0 ? "every byte and every header of both sides was read and agrees" : "the sides DIFFER");
        return tell.verdict(good && verified == 0);
    }

    /** One run of the JobSender, and the JobWorkers until the queue is empty. */
    private boolean replicate(DemoCloud cloud, long found, long toCopy, long failing) throws InterruptedException {
        MetricSums metrics = new MetricSums();
        tell.begin("JobSender");
        SendOutcome sent = SendOutcome.run(cloud.senderEnvironment(), metrics);
        if (sent.diff().isEmpty()) {
            tell.end("FAILED with exit code " + sent.exitCode());
            return false;
        }
        DiffSummary diff = sent.diff().get();
        tell.end("%,d objects found, %,d the same, %,d to copy (%s), packed into %,d messages"
                .formatted(
                        diff.source().objects(),
                        diff.same().objects(),
                        diff.toCopy().objects(),
                        Amounts.bytes(diff.toCopy().bytes()),
                        metrics.sum("MessagesSent")));

        tell.begin("JobWorkers");
        WorkerFleet.Result worked = WorkerFleet.run(
                cloud,
                metrics,
                () -> tell.progress(metrics.settled(), diff.toCopy().objects()));
        tell.end("%,d copied (%s), %,d failed, in %,d invocations of the Lambda handler, up to %d at once"
                .formatted(
                        metrics.sum("ObjectsCopied"),
                        Amounts.bytes(metrics.sum("BytesCopied")),
                        metrics.sum("ObjectsFailed"),
                        worked.invocations(),
                        worked.concurrencyMost()));
        return sent.exitCode() == 0
                && diff.source().objects() == found
                && diff.toCopy().objects() == toCopy
                && metrics.sum("ObjectsCopied") == toCopy - failing
                && metrics.sum("ObjectsFailed") == failing;
    }
}
