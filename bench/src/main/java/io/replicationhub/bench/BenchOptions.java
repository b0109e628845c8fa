package io.replicationhub.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is to be measured, as the command line says.
 *
 * @param workloads by name; empty for all
 * @param rounds that count
 * @param tools first words of the contestants' names
 * @param help whether only the usage is wanted
 */
record BenchOptions(Set<String> workloads, int rounds, boolean quick, List<String> tools, boolean help) {
    private static final List<String> TOOLS = List.of("drh", "rclone", "relay");
    private static final int ROUNDS = 5;
    private static final int ROUNDS_QUICK = 2;
    private static final int ROUNDS_MOST = 1_000;

    /**
     * Reads a command line of words, {@code --flag}, {@code --name value} and {@code --name=value}.
     *
     * @param known names of workloads
     * @throws BadArguments with all that is wrong
     */
    static BenchOptions parse(List<String> given, List<String> known) throws BadArguments {
        var reading = new Reading(given, known);
        reading.all();
        if (!reading.help && !reading.faults.isEmpty()) {
            throw new BadArguments(reading.faults);
        }
        return new BenchOptions(
                reading.workloads,
                reading.rounds.orElse(reading.quick ? ROUNDS_QUICK : ROUNDS),
                reading.quick,
                reading.tools,
                reading.help);
    }

    boolean wants(Workload workload) {
        return workloads.isEmpty() || workloads.contains(workload.name());
    }

    private static final class Reading {
        private final Deque<String> left;
        private final List<String> known;
        private final List<String> faults = new ArrayList<>();
        private final Set<String> workloads = new LinkedHashSet<>();
        private OptionalInt rounds = OptionalInt.empty();
        private boolean quick;
        private List<String> tools = TOOLS;
        private boolean help;

        Reading(List<String> given, List<String> known) {
            this.left = new ArrayDeque<>(given);
            this.known = known;
        }

        void all() {
            while (!left.isEmpty()) {
                String word = left.removeFirst();
                if (word.startsWith("-")) {
                    option(word);
                } else if (known.contains(word)) {
                    workloads.add(word);
                } else {
                    faults.add("there is no workload '" + word + "'; there are " + String.join(", ", known));
                }
            }
        }

        private void option(String word) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                left.addFirst(word.substring(equals + 1));
            }
            String name = equals > 0 ? word.substring(0, equals) : word;
            switch (name) {
                case "--rounds" -> rounds(value(equals > 0));
                case "--only" -> only(value(equals > 0));
                case "--quick", "--help", "-h" -> {
                    if (equals > 0) {
                        faults.add(name + " takes no value (was " + left.removeFirst() + ')');
                    }
                    quick |= name.equals("--quick");
                    help |= !name.equals("--quick");
                }
                default -> {
                    if (equals > 0) {
                        left.removeFirst();
                    }
                    faults.add(name + " is no option; there are --rounds, --quick, --only and --help");
                }
            }
        }

        /** Empty where there is none. */
        private String value(boolean attached) {
            return left.isEmpty() || !attached && left.getFirst().startsWith("-") ? "" : left.removeFirst();
        }

        private void rounds(String text) {
            if (text.matches("[0-9]{1,4}")) {
                int number = Integer.parseInt(text);
                if (number >= 1 && number <= ROUNDS_MOST) {
                    rounds = OptionalInt.of(number);
                    return;
                }
            }
            faults.add("--rounds must be a number from 1 to " + ROUNDS_MOST + was(text));
        }

        private void only(String text) {
            List<String> named = List.of(text.split(",", -1));
            if (TOOLS.containsAll(named)) {
                tools = named;
            } else {
                faults.add("--only must be a list of " + String.join(", ", TOOLS) + was(text));
            }
        }

        private static String was(String text) {
            return text.isEmpty() ? "; it has no value" : " (was " + text + ')';
        }
    }
}
