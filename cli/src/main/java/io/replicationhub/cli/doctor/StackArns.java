package io.replicationhub.cli.doctor;

import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.permission.Partition;
import io.replicationhub.stack.StackOutput;
import java.net.URI;

/** What the parts of a stack are called in policies. */
record StackArns(Partition partition, String region, String account) {
    private static final int ACCOUNT = 4;

    /** The account is that of the stack's task definition; any where that is not known. */
    static StackArns of(DeployedStack stack, String region) {
        String[] fields = stack.output(StackOutput.JOB_SENDER_TASK).orElse("").split(":", -1);
        return new StackArns(Partition.of(region), region, fields.length > ACCOUNT ? fields[ACCOUNT] : "*");
    }

    String of(String service, String resource) {
        return partition.arn(service, region, account, resource);
    }

    /** A queue's URL ends with its account and its name. */
    String queue(String url) {
        String path = URI.create(url).getPath();
        return of("sqs", path.substring(path.lastIndexOf('/') + 1));
    }
}
