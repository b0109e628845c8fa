package io.replicationhub.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/**
 * What the programs run on: arm64, which costs a fifth less, or x86_64 where a region does not offer the former. Neither
 * Lambda nor Fargate offers arm64 in every region (AWS Lambda pricing and AWS Fargate pricing, by region).
 */
final class Processor {
    /** Where there is no choice. */
    static final Processor ARM = new Processor(null);

    static final String ARM64 = "arm64";
    static final String X86_64 = "x86_64";

    private final @Nullable CfnCondition other;

    private Processor(@Nullable CfnCondition other) {
        this.other = other;
    }

    static Processor asked(Stack stack, CfnParameter parameter) {
        return new Processor(Choice.is(stack, "OnX86", parameter, X86_64));
    }

    /** Lambda's word for it. */
    String lambda() {
        return choose(ARM64, X86_64);
    }

    /** That of ECS. */
    String ecs() {
        return choose("ARM64", "X86_64");
    }

    String choose(String arm, String x86) {
        return other == null ? arm : Choice.text(other, x86, arm);
    }
}
