package io.replicationhub.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/** The parameters of the template as the console shows them: in groups, each with a label. For one thread. */
final class ParameterSheet {
    private final Stack stack;
    private final List<Object> groups = new ArrayList<>();
    private final Map<String, Object> labels = new LinkedHashMap<>();

    ParameterSheet(Stack stack) {
        this.stack = stack;
    }

    /** Further parameters come below this heading. */
    Group group(String heading) {
        List<String> names = new ArrayList<>();
        groups.add(Map.of("Label", Map.of("default", heading), "Parameters", names));
        return new Group(names);
    }

    /** Writes groups and labels; called once, behind the last parameter. */
    void write() {
        stack.getTemplateOptions()
                .setMetadata(Map.of(
                        "AWS::CloudFormation::Interface",
                        Map.of("ParameterGroups", groups, "ParameterLabels", labels),
                        // W1020: the placeholder in a Sub is to be filled in. W1030, W1032, W1035: cfn-lint tries the
                        // empty
                        // defaults and the placeholders in places that conditions keep them from.
                        "cfn-lint",
                        Map.of("config", Map.of("ignore_checks", List.of("W1020", "W1030", "W1032", "W1035")))));
    }

    /** The parameters below one heading. */
    final class Group {
        private final List<String> names;

        private Group(List<String> names) {
            this.names = names;
        }

        /** Text that must be given. */
        CfnParameter required(String name, String label, String meaning, TextForm form) {
            return add(name, label)
                    .description(meaning)
                    .allowedPattern(form.pattern())
                    .constraintDescription("must be " + form.expected())
                    .build();
        }

        /** Text that may be left empty. */
        CfnParameter optional(String name, String label, String meaning, TextForm form) {
            return text(name, label, meaning, form, "");
        }

        /** Text with a default; empty text is allowed. */
        CfnParameter text(String name, String label, String meaning, TextForm form, String standard) {
            return add(name, label)
                    .description(meaning)
                    .defaultValue(standard)
                    .allowedPattern("^$|" + form.pattern())
                    .constraintDescription("must be empty or " + form.expected())
                    .build();
        }

        /** One of these; the first is the default. */
        CfnParameter choice(String name, String label, String meaning, List<String> values) {
            return choice(name, label, meaning, values, values.getFirst());
        }

        CfnParameter choice(String name, String label, String meaning, List<String> values, String standard) {
            return add(name, label)
                    .description(meaning)
                    .defaultValue(standard)
                    .allowedValues(values)
                    .constraintDescription("must be one of: "
                            + String.join(
                                    ", ",
                                    values.stream()
                                            .map(value -> value.isEmpty() ? "(empty)" : value)
                                            .toList()))
                    .build();
        }

        CfnParameter number(String name, String label, String meaning, int least, int most, int standard) {
            return add(name, label)
                    .type("Number")
                    .description(meaning)
                    .defaultValue(standard)
                    .minValue(least)
                    .maxValue(most)
                    .constraintDescription("must be a number from " + least + " to " + most)
                    .build();
        }

        private CfnParameter.Builder add(String name, String label) {
            names.add(name);
            labels.put(name, Map.of("default", label));
            return CfnParameter.Builder.create(stack, name).type("String");
        }
    }
}
