package io.replicationhub.emulator;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param endpoint of all services of the emulator
 * @param template as published, with or without its placeholders filled in
 * @param leaveOut what types of resources begin with that the emulator cannot make
 * @param code jars of functions to upload beforehand
 * @param keep whether stack and buckets stay
 */
record Order(
        URI endpoint, Path template, String stack, List<String> leaveOut, List<Path> code, int objects, boolean keep) {
    static final String USAGE = """
        deploy-to-emulator.sh --endpoint URL [OPTION...]
          --endpoint URL     where the emulator listens, for all services: http://127.0.0.1:4566
          --template FILE    the plain template; deployment/global/data-replication-hub.template.json
          --stack NAME       what the stack is called; drh-emulator
          --leave-out TYPE   leaves out resources whose type begins so, such as Custom::; repeatable
          --code FILE        a jar to upload to the bucket that the template takes code from; repeatable
          --objects N        how many objects the source is filled with; 200
          --keep             leaves stack and buckets there
        """;

    /** What is wrong with the words. */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1;

        Misunderstood(List<String> problems) {
            super(String.join("\n", problems));
        }
    }

    static Order read(String[] words) throws Misunderstood {
        List<String> problems = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        @Nullable URI endpoint = null;
        Path template = Path.of("deployment/global/data-replication-hub.template.json");
        String stack = "drh-emulator";
        List<String> leaveOut = new ArrayList<>();
        List<Path> code = new ArrayList<>();
        int objects = 200;
        boolean keep = false;
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (word.equals("--keep")) {
                keep = true;
                continue;
            }
            if (!List.of("--endpoint", "--template", "--stack", "--leave-out", "--code", "--objects")
                    .contains(word)) {
                problems.add(word + " is no option");
                continue;
            }
            if (rest.isEmpty()) {
                problems.add(word + " needs a value");
                continue;
            }
            String value = rest.remove();
            switch (word) {
                case "--endpoint" -> endpoint = address(value, problems);
                case "--template" -> template = Path.of(value);
                case "--stack" -> stack = value;
                case "--leave-out" -> leaveOut.add(value);
                case "--code" -> code.add(Path.of(value));
                default -> objects = count(value, problems);
            }
        }
        if (endpoint == null && problems.stream().noneMatch(problem -> problem.startsWith("--endpoint"))) {
            problems.add("--endpoint is missing: where the emulator listens, such as http://127.0.0.1:4566");
        }
        if (!Files.isRegularFile(template)) {
            problems.add("there is no template " + template);
        }
        if (!stack.matches("[a-z][a-z0-9-]{0,30}")) {
            problems.add("--stack " + stack + " is to be up to 31 of a-z, 0-9 and '-': buckets are called after it");
        }
        code.stream().filter(jar -> !Files.isRegularFile(jar)).forEach(jar -> problems.add("there is no file " + jar));
        if (endpoint == null || !problems.isEmpty()) {
            throw new Misunderstood(problems);
        }
        return new Order(endpoint, template, stack, leaveOut, code, objects, keep);
    }

    private static @Nullable URI address(String value, List<String> problems) {
        if (!value.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
            problems.add("--endpoint " + value + " is no address such as http://127.0.0.1:4566");
            return null;
        }
        return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
    }

    private static int count(String value, List<String> problems) {
        if (!value.matches("[1-9][0-9]{0,4}")) {
            problems.add("--objects " + value + " is no number from 1 to 99999");
            return 1;
        }
        return Integer.parseInt(value);
    }
}
