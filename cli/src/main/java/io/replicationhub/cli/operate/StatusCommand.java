package io.replicationhub.cli.operate;

import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.aws.AwsAccount;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.StackStatus;
import io.replicationhub.operate.stack.StatusReader;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** drh status: once, or again and again until nothing is left to do. */
final class StatusCommand {
    /** CloudWatch takes a cent for a thousand metrics asked for, and one look asks for about a hundred and fifty. */
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final List<StackOutput> NEEDED = List.of(
            StackOutput.QUEUE_URL, StackOutput.DEAD_LETTER_QUEUE_URL, StackOutput.CLUSTER, StackOutput.JOB_SENDER_TASK);

    private final OperateSettings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final Sleeper sleeper;

    StatusCommand(OperateSettings settings, PrintStream out, PrintStream err, Sleeper sleeper) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.sleeper = sleeper;
    }

    int perform(AwsAccount account) throws Unreachable, InterruptedException, IOException {
        DeployedStack stack = account.stacks().find(settings.stack().orElseThrow());
        stack.need(NEEDED);
        StatusReader reader = account.status(stack);
        StackStatus status = reader.read();
        show(status);
        while (settings.watch() && !status.isIdle()) {
            sleeper.sleep(INTERVAL);
            status = reader.read();
            if (settings.json()) {
                show(status);
            } else {
                out.println(new StatusView(status).line());
                tellUnknown(status);
            }
        }
        if (!status.unknown().isEmpty()) {
            return OperateExit.UNREACHABLE.number();
        }
        return (status.attention().isEmpty() ? OperateExit.FINE : OperateExit.ATTENTION).number();
    }

    private void show(StackStatus status) throws IOException {
        if (settings.json()) {
            StatusJson.write(out, status);
        } else {
            new StatusView(status).text(out);
        }
        tellUnknown(status);
    }

    private void tellUnknown(StackStatus status) {
        status.unknown().forEach(sentence -> err.println("drh: " + sentence));
    }
}
