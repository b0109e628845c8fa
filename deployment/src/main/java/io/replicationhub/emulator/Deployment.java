package io.replicationhub.emulator;

import io.replicationhub.stack.StackOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The stack in the emulator's CloudFormation. */
final class Deployment {
    private static final Duration MADE_WITHIN = Duration.ofMinutes(10);
    /** CloudFormation quotas, "Template body size in a request". */
    private static final int BODY_MOST = 51_200;

    private static final Duration GLANCE = Duration.ofMillis(500);

    private final CloudFormationClient stacks;
    private final String name;
    private Map<String, String> outputs = Map.of();

    Deployment(CloudFormationClient stacks, String name) {
        this.stacks = stacks;
        this.name = name;
    }

    /**
     * Makes the stack and waits until it is there.
     *
     * @param url where the template lies, too, for one that is too large to be sent along
     * @param known values of parameters; only those that the template has are given
     */
    void make(String template, String url, Set<String> parameters, Map<String, String> known)
            throws InterruptedException, NotDeployed {
        List<Parameter> given = new ArrayList<>();
        known.forEach((key, value) -> {
            if (parameters.contains(key)) {
                given.add(Parameter.builder()
                        .parameterKey(key)
                        .parameterValue(value)
                        .build());
            }
        });
        try {
            boolean small = template.getBytes(StandardCharsets.UTF_8).length <= BODY_MOST;
            var made = stacks.createStack(request -> (small ? request.templateBody(template) : request.templateURL(url))
                    .stackName(name)
                    .parameters(given)
                    .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM));
            outputs = await(made.stackId());
        } catch (CloudFormationException e) {
            throw new NotDeployed("the stack was refused: " + e.getMessage());
        }
    }

    /** @throws NotDeployed where the template has no such output */
    String output(StackOutput output) throws NotDeployed {
        String value = outputs.get(output.key());
        if (value == null) {
            throw new NotDeployed("the stack has no output " + output.key() + ", only " + outputs.keySet());
        }
        return value;
    }

    void remove() {
        var unused = stacks.deleteStack(request -> request.stackName(name));
    }

    private Map<String, String> await(String id) throws InterruptedException, NotDeployed {
        long until = System.nanoTime() + MADE_WITHIN.toNanos();
        while (true) {
            Stack stack = stacks.describeStacks(request -> request.stackName(id))
                    .stacks()
                    .get(0);
            String status = stack.stackStatusAsString();
            if (status.equals("CREATE_COMPLETE")) {
                Map<String, String> all = new HashMap<>();
                stack.outputs().forEach(output -> all.put(output.outputKey(), output.outputValue()));
                return all;
            }
            if (!status.equals("CREATE_IN_PROGRESS")) {
                throw new NotDeployed("the stack is " + status + ": " + reasons(id));
            }
            if (System.nanoTime() > until) {
                throw new NotDeployed("the stack is not there after " + MADE_WITHIN);
            }
            Thread.sleep(GLANCE);
        }
    }

    private String reasons(String id) {
        List<String> reasons = new ArrayList<>();
        for (StackEvent event :
                stacks.describeStackEvents(request -> request.stackName(id)).stackEvents()) {
            if (event.resourceStatusAsString() != null
                    && event.resourceStatusAsString().endsWith("_FAILED")) {
                reasons.add(event.logicalResourceId() + ": " + event.resourceStatusReason());
            }
        }
        return String.join("; ", reasons);
    }

    /** The emulator does not get there. */
    static final class NotDeployed extends Exception {
        private static final long serialVersionUID = 1;

        NotDeployed(String message) {
            super(message);
        }
    }
}
