package io.replicationhub.cli.operate;

import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.aws.AwsAccount;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import java.io.PrintStream;
import java.util.List;

/** What a command works with: what the user said, the account, and where to tell. */
record Session(OperateSettings settings, AwsAccount account, PrintStream out, PrintStream err, Sleeper sleeper) {
    /** The stack that the user named; throws where it is not there or lacks one of these. */
    DeployedStack stack(List<StackOutput> needed) throws Unreachable {
        DeployedStack stack = account.stacks().find(settings.stack().orElseThrow());
        stack.need(needed);
        return stack;
    }

    void complain(String sentence) {
        err.println("drh: " + sentence);
    }
}
