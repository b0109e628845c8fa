package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.plan.Side;
import io.replicationhub.stack.StackOutput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code drh doctor --stack NAME} at a stack that is whole, and at one of which each part in turn is not. */
@Timeout(60)
class DoctorStackTest extends StackInClinic {
    @Test
    void aStackThatIsWholeIsExaminedWithItsOwnSettings() throws Exception {
        doctor().ended(0)
                .says(
                        "Stack " + deployment.stack + " (in us-east-1)",
                        "UPDATE_COMPLETE",
                        "the function " + worker + " is there",
                        "hides a message for 1 h 30 min, buries it after 10 receives",
                        "enabled: rate(1 hour)",
                        "alarms are told to ops@example.com",
                        "Source s3://from/photos/ (Amazon S3)",
                        "Destination s3://to/copy/ (Amazon S3)",
                        "tags can be written",
                        "A run can go ahead");
        assertEquals(0, deployment.waiting(deployment.url()), "nothing is sent");
        Set<String> asked = new TreeSet<>(deployment.account.actions());
        assertEquals(
                Set.of(
                        "cloudformation:DescribeStacks",
                        "lambda:GetFunctionConfiguration",
                        "lambda:ListEventSourceMappings",
                        "scheduler:GetSchedule",
                        "sns:ListSubscriptionsByTopic",
                        "sqs:GetQueueAttributes"),
                asked);
        var json = doctor("--json", "--read-only").ended(0).json();
        assertEquals(deployment.stack, json.at("/stack/location").asText());
        assertEquals("ok", json.at("/stack/findings/0/verdict").asText());
        assertEquals("s3://to/copy/", json.at("/destination/location").asText());
        doctor("--quiet").ended(0).doesNotSay("ok");
    }

    @Test
    void whatMayNotBeLookedAtIsNamedAsActionAndResource() {
        Map<String, String> denied = Map.of(
                "sqs:GetQueueAttributes",
                "arn:aws:sqs:us-east-1:123456789012:" + deployment.stack,
                "lambda:ListEventSourceMappings",
                "*",
                "scheduler:GetSchedule",
                "arn:aws:scheduler:us-east-1:123456789012:schedule/default/hourly",
                "sns:ListSubscriptionsByTopic",
                TOPIC);
        denied.keySet().forEach(deployment.account::deny);
        Ran seen = doctor().ended(0).says("not known", "A run can go ahead");
        denied.forEach((action, resource) -> seen.says("allow " + action + " on " + resource));
        deployment.account.deny("lambda:GetFunctionConfiguration");
        doctor().ended(3)
                .says(
                        "Missing at the stack for default; add to the policy of that role or user:",
                        "\"lambda:GetFunctionConfiguration\"",
                        "arn:aws:lambda:us-east-1:123456789012:function:" + worker);
        deployment.account.deny("cloudformation:DescribeStacks");
        doctor().ended(3).says("not authorized to perform: cloudformation:DescribeStacks");
    }

    @Test
    void whatTheSidesRefuseIsToldAsItIsWithoutAStack() {
        clinic.deny(Side.DESTINATION, io.replicationhub.permission.Action.PUT_OBJECT_TAGGING);
        doctor().ended(1).says("Missing at the destination", "s3:PutObjectTagging");
    }

    @Test
    void aStackThatIsNotThereOrHalfDoneIsTold() {
        deployment.drh("doctor", "--stack", "nowhere").ended(3).says("drh: there is no stack nowhere in us-east-1");
        deployment.without(StackOutput.SCHEDULE);
        deployment.deploy(List.of());
        doctor().ended(3).says("has no output ScheduleName: it was deployed by an older version");
    }

    @Test
    void settingsThatCannotBeReadAreAFaultOfTheStack() {
        settings.put("DRH_SOURCE_BUCKET", "");
        deployment.account.functions().put(worker, settings);
        doctor().ended(3).says("fault      settings", "DRH_SOURCE_BUCKET", "update the stack with other parameters");
    }

    @Test
    void whatTheStackDoesByItsOwnRoleIsTriedByWhoAsks() {
        settings.put("DRH_SOURCE_CREDENTIALS", "");
        settings.put("DRH_DESTINATION_CREDENTIALS", "default");
        deployment.account.functions().put(worker, settings);
        deployment.environment("ME_ACCESS_KEY_ID", Deployment.KEY.id());
        deployment.environment("ME_SECRET_ACCESS_KEY", Deployment.KEY.secret());
        doctor("--credentials", "env:ME", "--region", "us-east-1")
                .says("by its own role is tried with your credentials (env:ME)", "credentials            env:ME");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        doctor("s3://a", "s3://b")
                .ended(2)
                .says("--stack takes all settings from the stack; leave out DESTINATION, SOURCE");
        deployment
                .drh("doctor", "--stack", "not a name")
                .ended(2)
                .says(
                        "--stack must be the name of a stack: a letter, then letters, digits and hyphens (was not a name)");
        deployment.drh("doctor", "--stack").ended(2).says("--stack needs a value: NAME");
        deployment.drh("doctor").ended(2).says("--stack NAME probes a deployed stack");
        doctor("--credentials", "nonsense")
                .ended(2)
                .says("--credentials must be a reference to credentials: expected default, profile:NAME");
        doctor("--tags").ended(2).says("leave out --tags");
        deployment
                .drh("doctor", "--region", "eu-west-1", "s3://a", "s3://b")
                .ended(2)
                .says("go with --stack");
        doctor("--profile", "x", "--credentials", "default").ended(2).says("--profile and --credentials say the same");
        doctor("--endpoint-url", "elsewhere").ended(2).says("--endpoint-url must be an address");
    }
}
