package io.replicationhub.object;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of an object, by name. They are no part of its metadata: they may change without the object changing, and a
 * store tells them only when it is asked for them alone.
 */
public record ObjectTags(SortedMap<String, String> pairs) {
    public static final ObjectTags NONE = new ObjectTags(new TreeMap<>());

    public ObjectTags {
        pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
    }

    public static ObjectTags of(Map<String, String> pairs) {
        return new ObjectTags(new TreeMap<>(pairs));
    }

    /** So many of them, in the order of their names. */
    public ObjectTags first(int most) {
        SortedMap<String, String> some = new TreeMap<>();
        pairs.entrySet().stream().limit(most).forEach(tag -> some.put(tag.getKey(), tag.getValue()));
        return new ObjectTags(some);
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    public int size() {
        return pairs.size();
    }
}
