package io.replicationhub.cdk;

import io.replicationhub.config.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * The value of every setting of the two programs. A value may come out empty, which counts as not set: CloudFormation
 * cannot leave a variable out.
 */
record SettingValues(Map<Setting, String> values) {

    static SettingValues of(Stack stack, Parameters asked, SideAccess source, SideAccess destination, Queues queues) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.STACK, Aws.STACK_NAME);
        values.put(Setting.QUEUE_URL, queues.tasks().getRef());
        values.put(Setting.DEAD_LETTER_QUEUE_URL, queues.deadLetters().getRef());
        values.put(Setting.QUEUE_REGION, Aws.REGION);
        values.put(Setting.QUEUE_ENDPOINT, "");
        values.put(Setting.QUEUE_CREDENTIALS, "");

        values.put(Setting.SOURCE_BUCKET, text(asked.source().bucket()));
        values.put(Setting.SOURCE_PREFIX, text(asked.source().prefix()));
        values.put(Setting.SOURCE_REGION, region(stack, "Source", asked.source(), source));
        values.put(Setting.SOURCE_ENDPOINT, text(asked.source().endpoint()));
        values.put(Setting.SOURCE_PROFILE, sourceProfile(stack, asked));
        values.put(Setting.SOURCE_CREDENTIALS, source.reference());
        values.put(Setting.SOURCE_PATH_STYLE, "");

        values.put(Setting.DESTINATION_BUCKET, text(asked.destination().bucket()));
        values.put(Setting.DESTINATION_PREFIX, text(asked.destination().prefix()));
        values.put(Setting.DESTINATION_REGION, region(stack, "Destination", asked.destination(), destination));
        values.put(Setting.DESTINATION_ENDPOINT, text(asked.destination().endpoint()));
        values.put(Setting.DESTINATION_PROFILE, text(asked.destination().profile()));
        values.put(Setting.DESTINATION_CREDENTIALS, destination.reference());
        values.put(Setting.DESTINATION_PATH_STYLE, "");

        selection(values, asked.selection());
        copies(stack, values, asked);
        runs(values, asked.runs());
        // Of uploads by other credentials it is not known here whose they are called: those are left alone.
        values.put(
                Setting.UPLOADERS,
                Choice.text(
                        destination.byStackRole(),
                        Fn.getAtt(JobWorkerFunction.ROLE, "Arn").toString(),
                        ""));
        values.put(
                Setting.STALE_UPLOAD_AGE,
                Choice.text(destination.byStackRole(), text(asked.runs().staleUploadAge()), ""));
        return new SettingValues(values);
    }

    /**
     * The variables of a program, by name.
     *
     * @throws IllegalStateException naming those that the program reads and this stack has no value for
     */
    SortedMap<String, String> of(Set<String> variables) {
        Map<String, Setting> known =
                Stream.of(Setting.values()).collect(Collectors.toMap(Setting::variable, Function.identity()));
        SortedMap<String, String> environment = new TreeMap<>();
        for (String variable : variables) {
            Setting setting = known.get(variable);
            String value = setting == null ? null : values.get(setting);
            if (value == null) {
                throw new IllegalStateException(
                        variable + " is read by a program, and the stack sets no value: see SettingValues");
            }
            environment.put(variable, value);
        }
        return environment;
    }

    private static void selection(Map<Setting, String> values, SelectionParameters asked) {
        values.put(Setting.RULES, Fn.join("\n", Fn.split(";", text(asked.rules()))));
        values.put(Setting.MIN_SIZE, text(asked.minSize()));
        values.put(Setting.MAX_SIZE, text(asked.maxSize()));
        values.put(Setting.MODIFIED_AFTER, text(asked.modifiedAfter()));
        values.put(Setting.MODIFIED_BEFORE, text(asked.modifiedBefore()));
        values.put(Setting.COMPARE, text(asked.compare()));
        values.put(Setting.VERSIONS, text(asked.versions()));
        values.put(Setting.DELETE, text(asked.deletes()));
        values.put(Setting.MAX_DELETE, text(asked.maxDelete()));
    }

    private static void copies(Stack stack, Map<Setting, String> values, Parameters asked) {
        CopyParameters copies = asked.copies();
        CfnCondition byKms = Choice.of(
                stack,
                "SseByKms",
                Fn.conditionOr(
                        Choice.equal(copies.sse(), CopyParameters.KMS),
                        Choice.equal(copies.sse(), CopyParameters.KMS_DSSE)));
        values.put(Setting.DESTINATION_STORAGE_CLASS, text(copies.storageClass()));
        values.put(Setting.METADATA, text(copies.metadata()));
        values.put(Setting.TAGS, text(copies.tags()));
        values.put(Setting.ON_LOSS, text(copies.onLoss()));
        values.put(Setting.WEBSITE_REDIRECTS, text(copies.websiteRedirects()));
        values.put(Setting.ACL, text(copies.acl()));
        values.put(Setting.SSE, text(copies.sse()));
        // Else the bucket names the key by itself, and the stack's role is all that has to know it.
        values.put(
                Setting.SSE_KMS_KEY_ID,
                Choice.text(byKms, text(asked.destination().keyArn()), ""));
        values.put(Setting.SSE_BUCKET_KEY, text(copies.bucketKey()));
        values.put(Setting.REQUESTER_PAYS, text(copies.requesterPays()));
    }

    private static void runs(Map<Setting, String> values, RunParameters runs) {
        values.put(Setting.BACKLOG_LIMIT, text(runs.backlogLimit()));
        // A share of what the function has, which the worker takes by itself.
        values.put(Setting.MEMORY, "");
        values.put(Setting.CONCURRENCY, text(runs.threads()));
        values.put(Setting.PART_SIZE, text(runs.partSize()));
        values.put(Setting.BANDWIDTH, text(runs.bandwidth()));
        values.put(Setting.CLIENT, text(runs.client()));
    }

    /**
     * Where none is given, Amazon S3 is asked for it, in the partition aws: an account of another one is unknown there, and
     * would never learn where its bucket is.
     */
    private static String region(Stack stack, String side, SideParameters asked, SideAccess access) {
        CfnCondition unaskable = Choice.of(
                stack,
                side + "RegionByStack",
                Fn.conditionAnd(
                        access.byStackRole(),
                        Choice.equal(asked.region(), ""),
                        Choice.equal(asked.endpoint(), ""),
                        Fn.conditionNot(Fn.conditionEquals(Aws.PARTITION, "aws"))));
        return Choice.text(unaskable, Aws.REGION, text(asked.region()));
    }

    /** Of Amazon S3 nothing is said: where there is an endpoint, it is something else that speaks S3. */
    private static String sourceProfile(Stack stack, Parameters asked) {
        CfnParameter type = asked.job().sourceType();
        return Choice.text(
                Choice.given(stack, "SourceProfileGiven", asked.source().profile()),
                text(asked.source().profile()),
                Choice.text(
                        Choice.is(stack, "SourceIsOss", type, JobParameters.OSS),
                        "oss",
                        Choice.text(
                                Choice.is(stack, "SourceIsKodo", type, JobParameters.KODO),
                                "kodo",
                                Choice.text(Choice.is(stack, "SourceIsCos", type, JobParameters.COS), "cos", ""))));
    }

    private static String text(CfnParameter parameter) {
        // A number's reference too is text to CloudFormation.
        return Fn.ref(parameter.getLogicalId());
    }
}
