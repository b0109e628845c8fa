package io.replicationhub.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of {@code --name value}, {@code --flag} and plain words. */
record Arguments(List<String> words, Map<String, String> options) {
    static Arguments parse(String[] given, Set<String> flags) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < given.length; i++) {
            if (!given[i].startsWith("--")) {
                words.add(given[i]);
            } else if (flags.contains(given[i])) {
                options.put(given[i], "true");
            } else if (i + 1 < given.length) {
                options.put(given[i], given[++i]);
            } else {
                throw new IllegalArgumentException(given[i] + " needs a value");
            }
        }
        return new Arguments(words, options);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    String text(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        String text = options.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }
}
