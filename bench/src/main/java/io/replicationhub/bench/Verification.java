package io.replicationhub.bench;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether every object arrived: same keys, sizes and contents, by CRC-32C or, where a server does not tell it, by MD5.
 *
 * @param problem empty where all is right
 * @param metadataKept whether content types and user metadata of the source are all there
 */
record Verification(String problem, boolean metadataKept) {
    private static final int KEY = 0;
    private static final int SIZE = 1;
    private static final int CRC = 2;
    private static final int ETAG = 3;
    private static final int HEADERS = 4;

    /** Lines are key, size, CRC or a dash, ETag and headers, tab-separated, in key order. */
    static Verification of(List<String> expected, List<String> found) {
        if (expected.size() != found.size()) {
            return new Verification("%d objects instead of %d".formatted(found.size(), expected.size()), false);
        }
        boolean metadata = true;
        for (int i = 0; i < expected.size(); i++) {
            String[] one = expected.get(i).split("\t", -1);
            String[] two = found.get(i).split("\t", -1);
            int content = one[CRC].equals("-") ? ETAG : CRC;
            if (!one[KEY].equals(two[KEY]) || !one[SIZE].equals(two[SIZE]) || !one[content].equals(two[content])) {
                return new Verification("expected %s, found %s".formatted(expected.get(i), found.get(i)), false);
            }
            // A copy may bear more, as where it came from; it must not bear less.
            metadata &= one[HEADERS].isEmpty() || headers(two).containsAll(headers(one));
        }
        return new Verification("", metadata);
    }

    private static Set<String> headers(String[] line) {
        return new HashSet<>(Arrays.asList(line[HEADERS].split(";")));
    }
}
