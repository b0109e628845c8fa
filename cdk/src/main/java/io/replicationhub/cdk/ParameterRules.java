package io.replicationhub.cdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.ICfnRuleConditionExpression;
import software.amazon.awscdk.Stack;

/** What must hold between parameters; CloudFormation refuses the rest before it makes anything. */
final class ParameterRules {
    private final Stack stack;

    private ParameterRules(Stack stack) {
        this.stack = stack;
    }

    static void add(Stack stack, Parameters asked) {
        var rules = new ParameterRules(stack);
        rules.network(asked.network());
        rules.access("Source", asked.source());
        rules.access("Destination", asked.destination());
        rules.job(asked);
        rules.events(asked);
        rules.copies(asked);
        rules.deletes(asked.selection());
        rules.versions(asked);
    }

    private void network(NetworkParameters asked) {
        List<CfnParameter> all = List.of(asked.cluster(), asked.vpc(), asked.subnetA(), asked.subnetB());
        rule(
                "NetworkWholeOrNone",
                null,
                Fn.conditionOr(
                        Fn.conditionAnd(
                                all.stream().map(one -> Choice.equal(one, "")).toArray(ICfnConditionExpression[]::new)),
                        Fn.conditionAnd(all.stream()
                                .map(one -> Fn.conditionNot(Choice.equal(one, "")))
                                .toArray(ICfnConditionExpression[]::new))),
                "Give all of ecsClusterName, ecsVpcId, ecsPublicSubnetsA and ecsPublicSubnetsB, or none of them.");
    }

    private void access(String side, SideParameters asked) {
        List<String> named = List.of(SideParameters.PARAMETER, SideParameters.SECRET, SideParameters.ROLE);
        String name = asked.accessName().getLogicalId();
        String access = asked.access().getLogicalId();
        rule(
                side + "CredentialsNamed",
                Fn.conditionContains(named, asked.access().getValueAsString()),
                Fn.conditionNot(Choice.equal(asked.accessName(), "")),
                name + " must say which, where " + access + " is parameter, secret or role.");
        rule(
                side + "CredentialsNotNamed",
                Fn.conditionNot(Choice.equal(asked.accessName(), "")),
                Fn.conditionContains(named, asked.access().getValueAsString()),
                name + " means something only where " + access + " is parameter, secret or role.");
    }

    private void job(Parameters asked) {
        rule(
                "PutIsFromAmazon",
                Fn.conditionAnd(
                        Choice.equal(asked.job().jobType(), JobParameters.PUT),
                        Choice.equal(asked.source().access(), SideParameters.BY_JOB_TYPE)),
                Choice.equal(asked.job().sourceType(), JobParameters.AWS),
                "With jobType PUT the source is in this account, so sourceType must be AWS S3.");
        rule(
                "SomebodyWrites",
                null,
                Fn.conditionNot(Choice.equal(asked.destination().access(), SideParameters.ANONYMOUS)),
                "Nobody can write to the destination without credentials: destinationCredentials cannot be anonymous.");
        rule(
                "PutNeedsCredentials",
                Fn.conditionAnd(
                        Choice.equal(asked.job().jobType(), JobParameters.PUT),
                        Choice.equal(asked.destination().access(), SideParameters.BY_JOB_TYPE)),
                Fn.conditionNot(Choice.equal(asked.job().credentials(), "")),
                "With jobType PUT credentialsParameterStore is for the destination, where nobody can write without.");
    }

    private void events(Parameters asked) {
        ICfnRuleConditionExpression on =
                Fn.conditionNot(Choice.equal(asked.runs().events(), RunParameters.NO));
        rule(
                "EventsOfAmazon",
                on,
                Choice.equal(asked.job().sourceType(), JobParameters.AWS),
                "enableS3Event needs a source bucket of Amazon S3.");
        rule(
                "EventsOfThisAccount",
                on,
                Fn.conditionOr(
                        Choice.equal(asked.source().access(), SideParameters.STACK_ROLE),
                        Fn.conditionAnd(
                                Choice.equal(asked.source().access(), SideParameters.BY_JOB_TYPE),
                                Choice.equal(asked.job().jobType(), JobParameters.PUT))),
                "enableS3Event needs a source bucket of this account: jobType PUT, or sourceCredentials 'stack role'.");
    }

    private void copies(Parameters asked) {
        rule(
                "KeyForKms",
                Choice.equal(asked.copies().sse(), CopyParameters.AES256),
                Choice.equal(asked.destination().keyArn(), ""),
                "sseKmsKeyArn means nothing where sse is aes256, which takes no key.");
        rule(
                "BucketKeyForKms",
                Fn.conditionNot(Choice.equal(asked.copies().bucketKey(), "")),
                Choice.equal(asked.copies().sse(), CopyParameters.KMS),
                "sseBucketKey means something only where sse is kms.");
    }

    private void deletes(SelectionParameters asked) {
        rule(
                "DeletesHaveNoTime",
                Choice.equal(asked.deletes(), "true"),
                Fn.conditionAnd(Choice.equal(asked.modifiedAfter(), ""), Choice.equal(asked.modifiedBefore(), "")),
                "deleteAtDestination cannot go with modifiedAfter or modifiedBefore: what is gone at the source has no time"
                        + " any more.");
    }

    private void versions(Parameters asked) {
        SelectionParameters selection = asked.selection();
        rule(
                "HistoriesAreWhole",
                Choice.equal(selection.versions(), "all"),
                Fn.conditionAnd(
                        Choice.equal(selection.deletes(), "false"),
                        Choice.equal(asked.runs().client(), "wire"),
                        Choice.equal(selection.minSize(), ""),
                        Choice.equal(selection.maxSize(), ""),
                        Choice.equal(selection.modifiedAfter(), ""),
                        Choice.equal(selection.modifiedBefore(), "")),
                "versions all cannot go with deleteAtDestination, sizes, times or the client sdk.");
    }

    /** @param when only then; always where there is none */
    private void rule(
            String id, @Nullable ICfnConditionExpression when, ICfnConditionExpression must, String sentence) {
        var rule = CfnRule.Builder.create(stack, id);
        if (when != null) {
            rule.ruleCondition(when);
        }
        rule.build().addAssertion(must, sentence);
    }
}
