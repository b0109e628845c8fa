package io.replicationhub.operate.stack;

import io.replicationhub.operate.Unreachable;
import io.replicationhub.stack.StackOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a stack says of itself.
 *
 * @param state as CloudFormation names it: {@code UPDATE_COMPLETE}
 * @param outputs by their keys
 */
public record DeployedStack(String name, String state, Map<String, String> outputs) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}|arn:[-a-zA-Z0-9:/._+]+");

    public DeployedStack {
        outputs = Map.copyOf(outputs);
    }

    /**
     * The name of a stack, or its ARN (CloudFormation API reference, DescribeStacks).
     *
     * @throws IllegalArgumentException saying what was expected, where it cannot be one
     */
    public static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("the name of a stack: a letter, then letters, digits and hyphens");
        }
        return text;
    }

    public Optional<String> output(StackOutput output) {
        return Optional.ofNullable(outputs.get(output.key())).filter(value -> !value.isBlank());
    }

    /** An output that must be there. */
    public String need(StackOutput output) throws Unreachable {
        need(List.of(output));
        return output(output).orElseThrow();
    }

    /** Throws where any of these outputs is not there, and names all that are not. */
    public void need(List<StackOutput> needed) throws Unreachable {
        String missing = needed.stream()
                .filter(output -> output(output).isEmpty())
                .map(StackOutput::key)
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return;
        }
        boolean ours = Arrays.stream(StackOutput.values())
                .anyMatch(output -> output(output).isPresent());
        throw new Unreachable(
                "the stack " + name + " (" + state + ") has no output " + missing
                        + (ours ? ": it was deployed by an older version; update it" : ": it is no stack of drh"),
                null);
    }
}
