package io.replicationhub.cdk;

import io.replicationhub.plan.Side;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sns.CfnTopic;

/** The whole stack, in the order in which one thing needs another. */
final class HubStack {
    /** CloudFormation's name of it, and the file's. */
    static final String NAME = "DataReplicationHub";

    static final String DESCRIPTION = "Data Replication Hub " + Artefacts.VERSION
            + ": replicates the objects of one bucket to another. A scheduled JobSender finds what to copy, and"
            + " JobWorkers of Lambda copy it.";

    private HubStack() {}

    static Stack add(App app, Artefacts artefacts) {
        var stack = new Stack(
                app,
                NAME,
                StackProps.builder()
                        .description(DESCRIPTION)
                        .analyticsReporting(false)
                        // Templates are also used where nobody has bootstrapped the CDK.
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build());
        var sheet = new ParameterSheet(stack);
        Parameters asked = Parameters.add(sheet);
        Processor processor = artefacts.processor(stack, sheet);
        Artefacts.Image image = artefacts.image(stack, sheet);
        sheet.write();
        ParameterRules.add(stack, asked);
        build(stack, asked, artefacts, processor, image);
        Roles.bound(stack, asked.boundary());
        NagReasons.add(stack);
        return stack;
    }

    private static void build(
            Stack stack, Parameters asked, Artefacts artefacts, Processor processor, Artefacts.Image image) {
        SideAccess toSource = SideAccess.of(stack, "Source", asked.source(), asked.job(), JobParameters.GET);
        SideAccess toDestination =
                SideAccess.of(stack, "Destination", asked.destination(), asked.job(), JobParameters.PUT);
        Place source = Place.of(stack, Side.SOURCE, "Source", asked.source(), toSource.byStackRole());
        Place destination =
                Place.of(stack, Side.DESTINATION, "Destination", asked.destination(), toDestination.byStackRole());
        CfnCondition events = Choice.of(
                stack, "EventsOn", Fn.conditionNot(Choice.equal(asked.runs().events(), RunParameters.NO)));

        var key = StackKey.add(stack);
        Logs logs = Logs.add(stack, key, asked.watch().logRetention());
        Queues queues = Queues.add(stack, events, source.bucketArn());
        Network network = Network.add(stack, asked.network(), anyEndpoint(stack, asked, toSource, toDestination));

        SettingValues settings = SettingValues.of(stack, asked, toSource, toDestination, queues);
        List<Object> credentials = new ArrayList<>(toSource.statements());
        credentials.addAll(toDestination.statements());
        credentials.add(SideAccess.keyOfCredentials(stack, asked.job().credentialsKey()));
        StoreAccess access = StoreAccess.of(stack, asked, source, destination);

        JobWorkerFunction worker = JobWorkerFunction.add(
                stack,
                asked.runs(),
                events,
                settings,
                artefacts.worker(stack, processor),
                processor,
                logs,
                queues,
                both(access.worker(), credentials));
        JobSenderTask sender = JobSenderTask.add(
                stack, settings, image, processor, logs, queues, network, both(access.sender(), credentials));
        Schedule schedule = Schedule.add(stack, asked.runs(), sender, network, queues);

        CfnTopic topic = AlarmTopic.add(stack, key, asked.watch().alarmEmail());
        Series failedTasks = Series.rule(
                "TriggeredRules",
                FailedTasks.add(stack, sender, network, queues).getRef());
        Alarms.add(stack, topic.getRef(), asked.runs(), queues, worker, failedTasks);
        var dashboard = Dashboard.add(stack, queues, worker, failedTasks, logs);
        Outputs.add(stack, queues, network, sender, schedule, worker, logs, dashboard.getRef(), topic.getRef());

        var reach = new StackHooks.Reach(sender, worker, schedule, network, queues, destination);
        StackHooks hooks = StackHooks.add(stack, artefacts.hooks(stack), processor, logs, reach);
        Object told =
                hooks.bucketEvents(asked.runs(), source, asked.source().bucket().getValueAsString(), queues, events);
        hooks.farewell(reach, asked.destination(), everything(stack));
        hooks.firstRun(sender, network, told, everything(stack));
    }

    /** Whether there is an endpoint of the user's, or may be one beside credentials, where the stack cannot see it. */
    private static CfnCondition anyEndpoint(
            Stack stack, Parameters asked, SideAccess toSource, SideAccess toDestination) {
        return Choice.of(
                stack,
                "AnyEndpoint",
                Fn.conditionOr(
                        Fn.conditionNot(Choice.equal(asked.source().endpoint(), "")),
                        Fn.conditionNot(Choice.equal(asked.destination().endpoint(), "")),
                        toSource.byDocument(),
                        toDestination.byDocument()));
    }

    /** All resources so far. */
    private static List<CfnResource> everything(Stack stack) {
        return stack.getNode().findAll().stream()
                .filter(CfnResource.class::isInstance)
                .map(CfnResource.class::cast)
                .toList();
    }

    private static List<Object> both(List<Object> some, List<Object> others) {
        List<Object> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
