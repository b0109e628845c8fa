package io.replicationhub.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;

/** What it takes to start the JobSender and to see who runs, whoever does. */
final class Starting {
    private Starting() {}

    static List<Map<String, Object>> statements(JobSenderTask sender, Network network) {
        return List.of(
                Statement.allow("ecs:RunTask")
                        .on(
                                Choice.arnHere("ecs", "task-definition/" + sender.family() + ":*"),
                                Map.of("ArnEquals", Map.of("ecs:cluster", network.clusterArn()))),
                passing(
                        "ecs-tasks.amazonaws.com",
                        sender.role().getAttrArn(),
                        sender.puller().getAttrArn()));
    }

    /** ListTasks names no task, and the cluster by its condition alone (Service Authorization Reference, Amazon ECS). */
    static List<Map<String, Object>> seeing(Network network, String... further) {
        Map<String, ?> inCluster = Map.of("ArnEquals", Map.of("ecs:cluster", network.clusterArn()));
        return List.of(
                Statement.allow("ecs:ListTasks").on("*", inCluster),
                Statement.allow(further).on(Choice.arnHere("ecs", "task/" + network.cluster() + "/*"), inCluster));
    }

    static Map<String, Object> passing(String service, Object... roles) {
        return Statement.allow("iam:PassRole")
                .on(
                        roles.length == 1 ? roles[0] : List.of(roles),
                        Map.of("StringEquals", Map.of("iam:PassedToService", service)));
    }

    /** The address of a revision, and not of the newest one: who runs a stack runs what it was deployed with. */
    static String revision(CfnTaskDefinition definition) {
        return definition.getRef();
    }
}
