package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Xml;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.StackBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CloudFormation. Source: CloudFormation API reference, DescribeStacks and ListStackResources. */
final class CloudFormation implements StackBook {

    private final AwsClient api;
    private final String region;

    CloudFormation(AwsClient api, String region) {
        this.api = api;
        this.region = region;
    }

    @Override
    public DeployedStack find(String name) throws Unreachable {
        Xml result;
        try {
            result = Refused.orElse(
                    "cloudformation:DescribeStacks",
                    () -> api.form("the stack " + name, "DescribeStacks", Map.of("StackName", name)));
        } catch (Unreachable e) {
            // A ValidationError, as are other things.
            if (e.sentence().contains("does not exist")) {
                throw new Unreachable("there is no stack " + name + " in " + region + " in this account", e);
            }
            throw e;
        }
        Xml stack = result.members("Stacks").stream()
                .findFirst()
                .orElseThrow(() -> new Unreachable("CloudFormation does not describe the stack " + name, null));
        Map<String, String> outputs = new HashMap<>();
        stack.members("Outputs").forEach(output -> outputs.put(output.text("OutputKey"), output.text("OutputValue")));
        return new DeployedStack(stack.text("StackName"), stack.text("StackStatus"), outputs);
    }

    @Override
    public List<String> alarms(String name) throws Unreachable {
        List<String> alarms = new ArrayList<>();
        Map<String, String> request = new HashMap<>(Map.of("StackName", name));
        Pages.all("the resources of the stack " + name, token -> {
            if (!token.isEmpty()) {
                request.put("NextToken", token);
            }
            Xml result = Refused.orElse(
                    "cloudformation:ListStackResources",
                    () -> api.form("the stack " + name, "ListStackResources", request));
            result.members("StackResourceSummaries").stream()
                    .filter(resource -> resource.text("ResourceType").equals("AWS::CloudWatch::Alarm")
                            || resource.text("ResourceType").equals("AWS::CloudWatch::CompositeAlarm"))
                    .map(resource -> resource.text("PhysicalResourceId"))
                    .filter(id -> !id.isEmpty())
                    .forEach(alarms::add);
            return result.text("NextToken");
        });
        return alarms;
    }
}
