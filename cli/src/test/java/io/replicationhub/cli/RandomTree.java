package io.replicationhub.cli;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.BytesPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys that could be paths of files, with bodies, and rules that select some of them; all of it from a seed. What
 * rclone cannot name is not among them: empty and dotted segments, control characters.
 */
final class RandomTree {
    private static final int KEYS = 60;
    private static final String[] SEGMENTS = {
        "a",
        "b",
        "aa",
        "A",
        "tmp",
        "a b",
        "b.log",
        "x.txt",
        "1.csv",
        ".log",
        "\u00fc",
        "\u65e5\u672c",
        "\ud83d\ude00",
        "a+b",
        "100%",
        "q&a",
        "[x]",
        "semi;colon"
    };
    private static final String[] GLOBS = {
        "*.log",
        "/a/**",
        "a/",
        "b*",
        "**/x.txt",
        "{a,b}/**",
        "[ab]*",
        "/tmp/*",
        "?",
        "*.{txt,csv}",
        "a b/*",
        "/**/1.csv",
        "*\u672c*",
        "/a*",
        "tmp/**",
        "[a-z].*"
    };
    static final String ALWAYS = "always.dat";

    private final Random random;
    /** The length of the body by key. */
    private final SortedMap<String, Integer> objects = new TreeMap<>();

    RandomTree(long seed) {
        random = new Random(seed);
        objects.put(ALWAYS, 7);
        while (objects.size() < KEYS) {
            StringBuilder key = new StringBuilder();
            for (int depth = random.nextInt(4); depth >= 0; depth--) {
                key.append(SEGMENTS[random.nextInt(SEGMENTS.length)]).append(depth == 0 ? "" : "/");
            }
            objects.put(key.toString(), random.nextInt(10) == 0 ? 0 : random.nextInt(3_000));
        }
    }

    void fill(ObjectStore source, String prefix) throws Exception {
        for (String key : objects.keySet()) {
            put(source, prefix + key, key.hashCode(), objects.getOrDefault(key, 0));
        }
    }

    /** In all stores alike: some as at the source, some of other content or length, and some that it has not. */
    void fillPartly(List<ObjectStore> destinations, String prefix) throws Exception {
        for (String key : objects.keySet()) {
            int length = objects.getOrDefault(key, 0);
            switch (random.nextInt(5)) {
                case 0, 1 -> putAll(destinations, prefix + key, key.hashCode(), length);
                case 2 -> putAll(destinations, prefix + key, key.hashCode() + 1, length);
                case 3 -> putAll(destinations, prefix + key + ".extra", 1, length);
                default -> putAll(destinations, prefix + key, 1, length + 1);
            }
        }
    }

    private static void putAll(List<ObjectStore> stores, String key, int seed, int length) throws Exception {
        for (ObjectStore store : stores) {
            put(store, key, seed, length);
        }
    }

    private static void put(ObjectStore store, String key, int seed, int length) throws Exception {
        Scene.put(store, key, ObjectMetadata.NONE, BytesPayload.random(seed, length));
    }

    /** A rule: {@code + GLOB} or {@code - GLOB}, as rclone writes it. */
    List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            rules.add((random.nextBoolean() ? "+ " : "- ") + GLOBS[random.nextInt(GLOBS.length)]);
        }
        return rules;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
