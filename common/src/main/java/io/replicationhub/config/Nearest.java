package io.replicationhub.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that someone most likely meant. */
public final class Nearest {
    private static final int FARTHEST = 4;
    /** A short name has fewer letters to get wrong. */
    private static final int LETTERS_FOR_EACH = 4;

    private Nearest() {}

    /** The likeliest of the known names, where one is near enough. */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= Math.min(FARTHEST, name.length() / LETTERS_FOR_EACH))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The nearest of a handful of short names, where at most two letters differ. */
    public static Optional<String> toShort(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= 2)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's: how many letters to insert, drop or replace. */
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[right.length()];
    }
}
