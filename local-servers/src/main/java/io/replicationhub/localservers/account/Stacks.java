package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation. Sources: CloudFormation API reference, DescribeStacks (a stack that is not there is a ValidationError) and
 * ListStackResources. Resources come two a page, so that clients must ask for more.
 */
public final class Stacks {
    static final String VERSION = "2010-05-15";
    private static final int PAGE = 2;
    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/" + VERSION + "/";

    private final Map<String, Stack> stacks = new ConcurrentHashMap<>();

    private record Stack(String status, Map<String, String> outputs, List<String> alarms) {}

    Stacks() {}

    /** @param alarms the names of those that it has made */
    public void put(String name, String status, Map<String, String> outputs, List<String> alarms) {
        stacks.put(name, new Stack(status, new TreeMap<>(outputs), List.copyOf(alarms)));
    }

    Answer answer(String action, Map<String, String> form) throws RefusedException {
        String name = Form.need(form, "StackName");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*")) {
            throw Form.invalid(
                    "ValidationError",
                    "1 validation error detected: Value '" + name + "' at 'stackName' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        @Nullable Stack stack = stacks.get(name);
        if (stack == null) {
            throw Form.invalid("ValidationError", "Stack with id " + name + " does not exist");
        }
        return switch (action) {
            case "cloudformation:DescribeStacks" -> describe(name, stack);
            case "cloudformation:ListStackResources" -> resources(stack, form.getOrDefault("NextToken", "0"));
            default -> throw Form.invalid("InvalidAction", "Could not find operation " + action);
        };
    }

    private static Answer describe(String name, Stack stack) {
        StringBuilder outputs = new StringBuilder();
        stack.outputs.forEach((key, value) -> outputs.append("<member><OutputKey>")
                .append(key)
                .append("</OutputKey><OutputValue>")
                .append(Form.escaped(value))
                .append("</OutputValue></member>"));
        return Answer.ofQuery(
                NAMESPACE,
                "DescribeStacks",
                "<Stacks><member><StackId>arn:aws:cloudformation:us-east-1:123456789012:stack/" + name
                        + "/5f0e</StackId><StackName>" + name
                        + "</StackName><CreationTime>2026-11-01T10:00:00.000Z</CreationTime><StackStatus>"
                        + stack.status
                        + "</StackStatus><DisableRollback>false</DisableRollback><Outputs>" + outputs
                        + "</Outputs></member></Stacks>");
    }

    private static Answer resources(Stack stack, String token) {
        int from = Integer.parseInt(token);
        List<String> all = stack.alarms;
        StringBuilder page = new StringBuilder();
        if (from == 0) {
            page.append(resource("Queue", "https://sqs.us-east-1.amazonaws.com/123456789012/q", "AWS::SQS::Queue"));
        }
        int end = Math.min(from + PAGE, all.size());
        for (int i = from; i < end; i++) {
            page.append(resource("Alarm" + i, all.get(i), "AWS::CloudWatch::Alarm"));
        }
        return Answer.ofQuery(
                NAMESPACE,
                "ListStackResources",
                "<StackResourceSummaries>" + page + "</StackResourceSummaries>"
                        + (end < all.size() ? "<NextToken>" + end + "</NextToken>" : ""));
    }

    private static String resource(String logical, String physical, String type) {
        return "<member><LogicalResourceId>" + logical + "</LogicalResourceId><PhysicalResourceId>"
                + Form.escaped(physical) + "</PhysicalResourceId><ResourceType>" + type
                + "</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>";
    }
}
