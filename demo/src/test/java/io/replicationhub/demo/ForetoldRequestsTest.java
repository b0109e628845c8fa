package io.replicationhub.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code plan} says a run will ask of the stores is what the stores are then asked, within a tenth, kind by kind. Of a
 * handful of pages a tenth is less than one: there it is one, since a page that was asked for ahead may prove needless.
 */
class ForetoldRequestsTest {
    private static final double TOLERANCE = 0.10;
    private static final long PAGES_MORE_OR_LESS = 1;
    private static final Pattern REQUESTS = Pattern.compile("\"requests\"\\s*:\\s*\\{([^}]*)}");
    private static final Pattern KIND = Pattern.compile("\"([A-Z-]+)\"\\s*:\\s*(\\d+)");

    @TempDir
    Path state;

    @Test
    void ofAFirstRunOfOneThatFindsALittleAndOfOneThatFindsNothing() throws Exception {
        try (CountingBuckets buckets = CountingBuckets.apart(state);
                ObjectStore source = buckets.source()) {
            Filler.fill(source, SampleData.all(), (done, all) -> {});
            agrees(buckets);

            Filler.fill(source, SampleData.changes(), (done, all) -> {});
            agrees(buckets);

            agrees(buckets);
        }
    }

    @Test
    void ofARunInWhichTheStoreCopiesByItself() throws Exception {
        try (CountingBuckets buckets = CountingBuckets.together(state);
                ObjectStore source = buckets.source()) {
            List<SampleObject> all = SampleData.all();
            Filler.fill(source, all.subList(all.size() - 100, all.size()), (done, of) -> {});
            agrees(buckets);
        }
    }

    @Test
    void ofDeletes() throws Exception {
        try (CountingBuckets buckets = CountingBuckets.apart(state);
                ObjectStore source = buckets.source()) {
            List<SampleObject> some = SampleData.all().subList(0, 120);
            Filler.fill(source, some, (done, all) -> {});
            agrees(buckets);
            for (SampleObject object : some.subList(0, 60)) {
                source.delete(new ObjectKey(object.key().value()));
            }
            agrees(buckets, "--delete", "--max-delete", "100%");
        }
    }

    private static void agrees(CountingBuckets buckets, String... options) throws Exception {
        var ofFilling = buckets.requests();
        assertFalse(ofFilling.containsKey("GET"), "nothing was read yet");
        Map<String, Long> foretold = foretold(buckets.drh("plan", options));
        assertEquals(
                0,
                buckets.requests().keySet().stream()
                        .filter(kind -> !Set.of("LIST", "HEAD").contains(kind))
                        .count(),
                "planning only looks");
        buckets.drh("replicate", options);
        Map<String, Long> made = buckets.requests();
        Set<String> kinds = new TreeSet<>(foretold.keySet());
        kinds.addAll(made.keySet());
        assertAll(kinds.stream().map(kind -> () -> {
            long said = foretold.getOrDefault(kind, 0L);
            long came = made.getOrDefault(kind, 0L);
            assertTrue(
                    Math.abs(said - came) <= Math.max(TOLERANCE * said, kind.equals("LIST") ? PAGES_MORE_OR_LESS : 0),
                    kind + ": foretold " + said + ", made " + came + " of " + made);
        }));
    }

    private static Map<String, Long> foretold(String json) {
        Matcher requests = REQUESTS.matcher(json);
        assertTrue(requests.find(), json);
        Map<String, Long> kinds = new TreeMap<>();
        Matcher kind = KIND.matcher(requests.group(1));
        while (kind.find()) {
            long count = Long.parseLong(kind.group(2));
            if (count > 0) {
                kinds.put(kind.group(1), count);
            }
        }
        return kinds;
    }
}
