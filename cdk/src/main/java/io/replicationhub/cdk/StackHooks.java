package io.replicationhub.cdk;

import io.replicationhub.stack.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRolePolicy;
import software.amazon.awscdk.services.lambda.CfnFunction;

/**
 * What CloudFormation cannot do by itself: the first run, the source bucket's notifications, and an end that leaves nothing
 * in flight. One function serves all three as custom resources.
 */
record StackHooks(Stack stack, CfnFunction function, CfnRole role) {
    private static final String HANDLER = "io.replicationhub.stackhooks.StackHooks";
    private static final int MEMORY = 512;

    /** Everything that the function gets at. */
    record Reach(
            JobSenderTask sender,
            JobWorkerFunction worker,
            Schedule schedule,
            Network network,
            Queues queues,
            Place destination) {}

    static StackHooks add(Stack stack, CfnFunction.CodeProperty code, Processor processor, Logs logs, Reach reach) {
        CfnRole role = Roles.lambda(stack, "StackHooksRole", statements(reach, logs));
        var function = CfnFunction.Builder.create(stack, "StackHooks")
                .description("First run, bucket notifications and clearing up of Data Replication Hub")
                .runtime(JobWorkerFunction.RUNTIME)
                .architectures(List.of(processor.lambda()))
                .handler(HANDLER)
                .code(code)
                .role(role.getAttrArn())
                .memorySize(MEMORY)
                .timeout(Timing.INVOCATION.toSeconds())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(logs.hooks().getRef())
                        .logFormat("Text")
                        .build())
                .build();
        return new StackHooks(stack, function, role);
    }

    /**
     * Starts the JobSender once when the stack has been made: behind the farewell, which stops it where the stack goes back,
     * and behind the bucket's rule, so that a change comes by the listing or by its event.
     *
     * @param events what tells that the rule is in force, where there is to be one
     */
    void firstRun(JobSenderTask sender, Network network, Object events, List<CfnResource> after) {
        var first = resource(
                "FirstRun",
                Map.of(
                        "After", network.ways(),
                        "Events", events,
                        "Cluster", network.cluster(),
                        "TaskDefinition", Starting.revision(sender.definition()),
                        "Subnets", network.subnetA() + ',' + network.subnetB(),
                        "SecurityGroup", network.securityGroup(),
                        "PublicIp", network.publicIp()));
        dependOnAll(first, after, Set.of("JobSenderTask", "SenderSecurityGroup", "StackHooks"));
    }

    /** Adds to what the source bucket notifies of, and takes away no more than that; gives what refers to it. */
    Object bucketEvents(RunParameters asked, Place source, String bucket, Queues queues, CfnCondition events) {
        CfnCondition creates = Choice.is(stack, "CreateEventsOnly", asked.events(), RunParameters.CREATE);
        CfnCondition deletes = Choice.is(stack, "DeleteEventsOnly", asked.events(), RunParameters.DELETE);
        var resource = resource(
                "BucketEvents",
                Map.of(
                        "Bucket",
                        bucket,
                        "Region",
                        Aws.REGION,
                        "Prefix",
                        source.prefix(),
                        "QueueArn",
                        queues.tasks().getAttrArn(),
                        "Id",
                        "drh-" + Aws.STACK_NAME,
                        "Events",
                        Choice.text(
                                creates,
                                "s3:ObjectCreated:*",
                                Choice.text(deletes, "s3:ObjectRemoved:*", "s3:ObjectCreated:*,s3:ObjectRemoved:*"))));
        resource.getCfnOptions().setCondition(events);
        resource.addResourceDependency(queues.policy());
        resource.addResourceDependency(telling(source, bucket, events));
        return Choice.either(events, Map.of("Ref", resource.getLogicalId()), "");
    }

    /**
     * The right to change what the source bucket tells, by a resource of its own: CloudFormation takes away what an update
     * leaves out after it has changed the rest, and the dependent first. Were it a statement of the role, it would be gone,
     * or for another bucket, when our rule is to be taken away. Another bucket makes another name, and so another resource.
     */
    private CfnRolePolicy telling(Place source, String bucket, CfnCondition events) {
        CfnRolePolicy policy = CfnRolePolicy.Builder.create(stack, "BucketEventsPolicy")
                .policyName("Events-of-" + bucket)
                .roleName(role.getRef())
                .policyDocument(Statement.document(
                        List.of(Statement.allow("s3:GetBucketNotification", "s3:PutBucketNotification")
                                .on(source.bucketArn()))))
                .build();
        policy.getCfnOptions().setCondition(events);
        return policy;
    }

    /** Is deleted before anything else of the stack: it depends on all of it. */
    void farewell(Reach reach, SideParameters destination, List<CfnResource> everything) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("After", reach.network().ways());
        properties.put("Cluster", reach.network().cluster());
        properties.put("TaskFamily", reach.sender().family());
        properties.put("EventSourceMapping", reach.worker().mapping().getRef());
        properties.put("Schedule", reach.schedule().schedule().getRef());
        properties.put("Queue", reach.queues().tasks().getRef());
        // Of a store that other credentials write to, the hook knows neither credentials nor address: it asks for none.
        properties.put(
                "DestinationBucket",
                Choice.text(
                        reach.destination().byStackRole(), destination.bucket().getValueAsString(), ""));
        properties.put("DestinationRegion", destination.region().getValueAsString());
        properties.put("DestinationPrefix", reach.destination().prefix());
        properties.put("WorkerRoleName", reach.worker().role().getRef());
        var farewell = resource("Farewell", properties);
        dependOnAll(farewell, everything, Set.of("JobWorkerMapping", "Queue", "Schedule", "StackHooks", "WorkerRole"));
    }

    /** On all that there always is; what there may be is referred to under its condition. */
    private static void dependOnAll(CfnResource dependent, List<CfnResource> all, Set<String> referredTo) {
        all.stream()
                .filter(one -> one.getCfnOptions().getCondition() == null)
                .filter(one -> !referredTo.contains(one.getNode().getId()))
                .forEach(one -> dependent.addResourceDependency(one));
    }

    private CfnResource resource(String name, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ServiceToken", function.getAttrArn());
        all.putAll(properties);
        return CfnResource.Builder.create(stack, name)
                .type("Custom::" + name)
                .properties(all)
                .build();
    }

    private static List<Object> statements(Reach reach, Logs logs) {
        List<Object> statements = new ArrayList<>(Starting.statements(reach.sender(), reach.network()));
        statements.add(Logs.writing(logs.hooks()));
        statements.addAll(Starting.seeing(reach.network(), "ecs:DescribeTasks", "ecs:StopTask"));
        statements.add(Statement.allow("scheduler:GetSchedule", "scheduler:UpdateSchedule")
                .on(reach.schedule().schedule().getAttrArn()));
        statements.add(Starting.passing(
                "scheduler.amazonaws.com", reach.schedule().role().getAttrArn()));
        statements.add(Statement.allow("lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping")
                .on(Choice.arnHere(
                        "lambda",
                        "event-source-mapping:" + reach.worker().mapping().getRef())));
        statements.add(Statement.allow("sqs:GetQueueAttributes")
                .on(
                        reach.queues().tasks().getAttrArn(),
                        reach.queues().deadLetters().getAttrArn()));
        statements.add(reach.destination().bucket("s3:ListBucketMultipartUploads"));
        statements.add(reach.destination().objects("s3:AbortMultipartUpload"));
        return statements;
    }
}
