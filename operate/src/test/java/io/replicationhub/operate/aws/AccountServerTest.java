package io.replicationhub.operate.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.account.AccountServer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** The stand-in for CloudFormation and ECS, held to what the AWS SDK sends and reads. */
class AccountServerTest {
    private static final AccessKey KEY = new AccessKey("AKIASDK", "canary-sdk-secret");
    private static AccountServer account;
    private static CloudFormationClient stacks;
    private static EcsClient containers;

    @BeforeAll
    static void start() {
        account = AccountServer.start(URI.create("http://127.0.0.1:1"));
        account.know(KEY);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret()));
        stacks = CloudFormationClient.builder()
                .credentialsProvider(credentials)
                .region(Region.US_EAST_1)
                .endpointOverride(account.endpoint())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        containers = EcsClient.builder()
                .credentialsProvider(credentials)
                .region(Region.US_EAST_1)
                .endpointOverride(account.endpoint())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        stacks.close();
        containers.close();
        account.close();
    }

    @Test
    void aStackIsDescribedAndItsResourcesComeInPages() {
        account.stacks().put("drh", "CREATE_COMPLETE", Map.of("QueueUrl", "https://q?a&b"), List.of("a", "b", "c"));
        var stack = stacks.describeStacks(request -> request.stackName("drh"))
                .stacks()
                .getFirst();
        assertEquals("CREATE_COMPLETE", stack.stackStatusAsString());
        assertEquals("https://q?a&b", stack.outputs().getFirst().outputValue());
        List<String> alarms =
                stacks
                        .listStackResourcesPaginator(request -> request.stackName("drh"))
                        .stackResourceSummaries()
                        .stream()
                        .filter(resource -> resource.resourceType().equals("AWS::CloudWatch::Alarm"))
                        .map(StackResourceSummary::physicalResourceId)
                        .toList();
        assertEquals(List.of("a", "b", "c"), alarms);
    }

    @Test
    void aStackThatIsNotThereIsAValidationError() {
        var refusal = assertThrows(
                CloudFormationException.class, () -> stacks.describeStacks(request -> request.stackName("none")));
        assertEquals("ValidationError", refusal.awsErrorDetails().errorCode());
        assertEquals(
                "Stack with id none does not exist", refusal.awsErrorDetails().errorMessage());
    }

    @Test
    void aTaskRunsAndEnds() {
        String definition = account.containers().define("c1", "sender");
        account.containers().endWith(3);
        Task started = containers
                .runTask(request -> request.cluster("c1")
                        .taskDefinition(definition)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                vpc -> vpc.subnets("s").securityGroups("g").assignPublicIp(AssignPublicIp.ENABLED))))
                .tasks()
                .getFirst();
        assertEquals("PROVISIONING", started.lastStatus());
        assertEquals(
                List.of(started.taskArn()),
                containers
                        .listTasks(request -> request.cluster("c1").family("sender"))
                        .taskArns());
        assertEquals("RUNNING", look(started.taskArn()).lastStatus());
        Task ended = look(started.taskArn());
        assertEquals("STOPPED", ended.lastStatus());
        assertEquals(3, ended.containers().getFirst().exitCode());
        assertTrue(ended.stoppedAt().isAfter(Instant.now().minusSeconds(60)));
        assertEquals(
                1,
                containers
                        .listTasks(request -> request.cluster("c1").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns()
                        .size());
    }

    @Test
    void whatEcsRefusesIsRefused() {
        String definition = account.containers().define("c2", "sender");
        assertThrows(ClusterNotFoundException.class, () -> containers.listTasks(request -> request.cluster("c9")));
        assertThrows(
                InvalidParameterException.class,
                () -> containers.runTask(request ->
                        request.cluster("c2").taskDefinition(definition).launchType(LaunchType.FARGATE)));
        account.deny("ecs:ListTasks");
        var denied = assertThrows(
                software.amazon.awssdk.services.ecs.model.AccessDeniedException.class,
                () -> containers.listTasks(request -> request.cluster("c2")));
        assertTrue(denied.awsErrorDetails().errorMessage().contains("ecs:ListTasks"));
        account.allow("ecs:ListTasks");
    }

    private static Task look(String arn) {
        return containers
                .describeTasks(request -> request.cluster("c1").tasks(arn))
                .tasks()
                .getFirst();
    }
}
