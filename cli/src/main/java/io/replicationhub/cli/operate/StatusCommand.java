package io.replicationhub.cli.operate;

import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.StackStatus;
import io.replicationhub.operate.stack.StatusReader;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** drh status: once, or again and again until nothing is left to do. */
final class StatusCommand {
    /** CloudWatch takes a cent for a thousand metrics asked for, and one look asks for about a hundred and fifty. */
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final List<StackOutput> NEEDED = List.of(
            StackOutput.QUEUE_URL, StackOutput.DEAD_LETTER_QUEUE_URL, StackOutput.CLUSTER, StackOutput.JOB_SENDER_TASK);

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    int perform() throws Unreachable, InterruptedException, IOException {
        DeployedStack stack = session.stack(NEEDED);
        StatusReader reader = session.account().status(stack);
        StackStatus status = reader.read();
        show(status);
        while (session.settings().watch() && !status.isIdle()) {
            session.sleeper().sleep(INTERVAL);
            status = reader.read();
            if (session.settings().json()) {
                show(status);
            } else {
                session.out().println(new StatusView(status).line());
                tellUnknown(status);
            }
        }
        if (!status.unknown().isEmpty()) {
            return OperateExit.UNREACHABLE.number();
        }
        return (status.attention().isEmpty() ? OperateExit.FINE : OperateExit.ATTENTION).number();
    }

    private void show(StackStatus status) throws IOException {
        if (session.settings().json()) {
            StatusJson.write(session.out(), status);
        } else {
            new StatusView(status).text(session.out());
        }
        tellUnknown(status);
    }

    private void tellUnknown(StackStatus status) {
        status.unknown().forEach(session::complain);
    }
}
