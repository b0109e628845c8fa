package io.replicationhub.plan;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Sets of keys that differ in kind: flat, deep, odd, dense, alike for long, few, one, none. */
final class KeyCorpus {
    private static final List<String> ODD = List.of(
            "a",
            "/",
            "//",
            "a/",
            "a//b",
            "./a",
            "../a",
            "a b",
            "a+b",
            "a%20b",
            "\u0001",
            "\u001f\n",
            "\u007f",
            "é",
            "e\u0301",
            "\uE000",
            "\uFFFD",
            "\uFFFE",
            "\uD83D\uDE00",
            "\uD83D\uDE00\uE000",
            "\uE000\uD83D\uDE00",
            "\uFFFF",
            "\uDBFF\uDFFF",
            "z".repeat(1024),
            "a\\b",
            "'\"",
            "~",
            "k",
            "k0");

    private KeyCorpus() {}

    static TreeSet<String> keys(Random random) {
        TreeSet<String> keys = new TreeSet<>();
        int many = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(400);
        int kind = random.nextInt(8);
        for (int i = 0; i < many; i++) {
            keys.add(
                    switch (kind) {
                        case 0 -> String.format("k%09d", i);
                        case 1 -> String.format("p%03d/k%09d", random.nextInt(5), i);
                        case 2 -> ODD.get(random.nextInt(ODD.size())) + ODD.get(random.nextInt(ODD.size()));
                        case 3 ->
                            "logs/app=one/year=2026/month=01/day=" + random.nextInt(28) + "/" + random.nextInt(99);
                        case 4 -> Long.toHexString(random.nextLong());
                        case 5 -> "x".repeat(random.nextInt(300) + 1);
                        case 6 ->
                            new String(Character.toChars(codePoint(random)))
                                    + new String(Character.toChars(codePoint(random)));
                        default -> "deep/".repeat(random.nextInt(40)) + "f" + random.nextInt(20);
                    });
        }
        return keys;
    }

    private static int codePoint(Random random) {
        int[] edges = {0x1, 0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF};
        return edges[random.nextInt(edges.length)];
    }
}
