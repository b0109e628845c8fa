package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/** Where the JobSender runs: v1's four parameters, all of them or none, and whether it has an address. */
record NetworkParameters(
        CfnParameter cluster, CfnParameter vpc, CfnParameter subnetA, CfnParameter subnetB, CfnParameter publicIp) {
    static final String ENABLED = "ENABLED";

    static NetworkParameters add(ParameterSheet.Group group) {
        return new NetworkParameters(
                group.optional(
                        "ecsClusterName",
                        "ECS cluster",
                        "The cluster that the JobSender runs in. Leave all four empty and the stack makes its own cluster"
                                + " and VPC.",
                        TextForm.CLUSTER),
                group.optional("ecsVpcId", "VPC", "The VPC that the JobSender runs in.", TextForm.VPC),
                group.optional("ecsPublicSubnetsA", "Subnet A", "A subnet of that VPC.", TextForm.SUBNET),
                group.optional("ecsPublicSubnetsB", "Subnet B", "Another, in another zone.", TextForm.SUBNET),
                group.choice(
                        "ecsPublicIp",
                        "Public address",
                        "DISABLED where the given subnets reach Amazon S3, SQS, ECR and the source by another way, such as"
                                + " a NAT gateway. It has no effect on the stack's own VPC, which has no other way.",
                        List.of(ENABLED, "DISABLED")));
    }
}
