package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListedObject;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import io.replicationhub.select.Selection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BucketDiffTest {
    private static final int ROUNDS = Integer.getInteger("drh.rounds", 400);

    @Test
    void whateverTheKeysPagesAndRangesItFindsWhatThePlainComparisonFinds() throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ListedStore source = new ListedStore();
            ListedStore destination = new ListedStore();
            Selection selection = selection(random);
            for (String key : KeyCorpus.keys(random)) {
                long size = random.nextInt(3);
                int place = random.nextInt(10);
                String outside = random.nextInt(20) == 0 ? "" : selection.sourcePrefix();
                if (place != 0) {
                    source.put(DiffTesting.object(outside + key, size));
                }
                if (place != 1) {
                    long there = place == 2 ? size + 1 : size;
                    destination.put(DiffTesting.object(selection.destinationPrefix() + key, there));
                }
            }
            if (random.nextBoolean() && !selection.sourcePrefix().isEmpty()) {
                source.put(DiffTesting.object(selection.sourcePrefix(), 0));
            }
            source.pageSize = 1 + random.nextInt(random.nextBoolean() ? 3 : 50);
            destination.pageSize = 1 + random.nextInt(random.nextBoolean() ? 3 : 50);
            // Ranges are cut at other moments where pages take their time.
            source.latencyMillis = random.nextInt(12) == 0 ? 1 : 0;
            destination.latencyMillis = random.nextInt(12) == 0 ? 1 : 0;
            DiffTesting.Heard heard = new DiffTesting.Heard();

            DiffSummary summary = new BucketDiff(
                            source,
                            destination,
                            selection,
                            CompareMode.SIZE,
                            DiffTesting.settings(1 + random.nextInt(8)))
                    .run(heard);

            List<String> expected = DiffTesting.oracle(source.all(), destination.all(), selection);
            assertEquals(expected, heard.lines(), "seed " + seed + " " + selection);
            assertEquals(List.of(), heard.restarts, "seed " + seed);
            assertCounts(summary, expected, source, destination, selection, "seed " + seed);
        }
    }

    private static void assertCounts(
            DiffSummary summary,
            List<String> expected,
            ListedStore source,
            ListedStore destination,
            Selection selection,
            String seed) {
        assertEquals(count(expected, "missing"), summary.missing().objects(), seed);
        assertEquals(count(expected, "changed"), summary.changed().objects(), seed);
        assertEquals(count(expected, "extra"), summary.extra().objects(), seed);
        assertEquals(count(expected, "same"), summary.same().objects(), seed);
        assertEquals(under(source, selection.sourcePrefix()), summary.source(), seed);
        assertEquals(under(destination, selection.destinationPrefix()), summary.destination(), seed);
        assertEquals(
                summary.source().objects(),
                summary.toCopy().objects()
                        + summary.same().objects()
                        + summary.filtered().objects(),
                seed);
        // A page that was asked for ahead may be on its way still.
        assertTrue(Math.abs(source.lists.get() - summary.sourcePages()) <= 8, seed);
        assertTrue(Math.abs(destination.lists.get() - summary.destinationPages()) <= 8, seed);
    }

    private static Amount under(ListedStore store, String prefix) {
        List<ListedObject> objects = store.all().stream()
                .filter(o -> o.key().value().startsWith(prefix))
                .toList();
        return new Amount(
                objects.size(),
                objects.stream().mapToLong(o -> o.stamp().size()).sum());
    }

    private static long count(List<String> lines, String kind) {
        return lines.stream().filter(line -> line.startsWith(kind)).count();
    }

    private static Selection selection(Random random) {
        String[] prefixes = {"", "", "a", "a/", "dir/sub/", "\uD83D\uDE00"};
        String from = prefixes[random.nextInt(prefixes.length)];
        String to = prefixes[random.nextInt(prefixes.length)];
        List<FilterRule> rules =
                random.nextInt(3) == 0 ? List.of(FilterRule.exclude("*1"), FilterRule.exclude("/k*")) : List.of();
        return new Selection(from, to, Filter.rules(rules));
    }
}
