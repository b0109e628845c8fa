package io.replicationhub.plan;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.select.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Objects, settings and a plain oracle for the tests of the diff. */
final class DiffTesting {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private DiffTesting() {}

    static DiffSettings settings(int ranges) {
        return new DiffSettings(
                ranges,
                4,
                new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2)),
                waited -> {},
                new Random(1),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    static ListedObject object(String key, long size, String etag, Instant modified) {
        return ListedObject.of(new ObjectKey(key), new ObjectStamp(size, new ETag(etag), modified));
    }

    static ListedObject object(String key, long size) {
        return object(key, size, md5(key.hashCode()), T0);
    }

    static String md5(int seed) {
        return String.format("%032x", seed & 0xffffffffL);
    }

    /** What a listener was told, as sorted lines; and that nothing was told twice. */
    static final class Heard implements DiffListener {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        final List<Side> restarts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void differs(Difference difference) {
            lines.add(line(difference));
        }

        @Override
        public void same(ListedObject source, ListedObject destination) {
            lines.add("same " + source.key() + " " + destination.key());
        }

        @Override
        public void restarted(Side unordered) {
            restarts.add(unordered);
            lines.clear();
        }

        List<String> lines() {
            synchronized (lines) {
                return lines.stream().sorted().toList();
            }
        }
    }

    static String line(Difference difference) {
        return switch (difference) {
            case Difference.Missing missing -> "missing " + missing.source().key() + " " + missing.destinationKey();
            case Difference.Changed changed ->
                "changed " + changed.source().key() + " "
                        + changed.destination().key() + " " + changed.why();
            case Difference.Archived archived -> "archived " + archived.source().key();
            case Difference.Extra extra -> "extra " + extra.destination().key();
        };
    }

    /** The same by maps, for modes and stamps that listings settle. */
    static List<String> oracle(List<ListedObject> source, List<ListedObject> destination, Selection selection) {
        Map<String, ListedObject> there = new TreeMap<>();
        for (ListedObject object : destination) {
            if (object.key().value().startsWith(selection.destinationPrefix())) {
                there.put(object.key().value(), object);
            }
        }
        List<String> lines = new ArrayList<>();
        for (ListedObject from : source) {
            if (!from.key().value().startsWith(selection.sourcePrefix())) {
                continue;
            }
            String rest = from.key().value().substring(selection.sourcePrefix().length());
            String name = selection.destinationPrefix() + rest;
            ListedObject to = name.isEmpty() ? null : there.remove(name);
            if (name.isEmpty() || !selection.selects(from)) {
                continue;
            }
            if (to == null) {
                lines.add("missing " + from.key() + " " + name);
            } else if (from.stamp().size() != to.stamp().size()) {
                lines.add("changed " + from.key() + " " + to.key() + " " + Change.SIZE);
            } else {
                lines.add("same " + from.key() + " " + to.key());
            }
        }
        for (ListedObject left : there.values()) {
            if (selection.covers(left)) {
                lines.add("extra " + left.key());
            }
        }
        return lines.stream().sorted().collect(Collectors.toList());
    }
}
