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

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    public int size() {
        return pairs.size();
    }
}
