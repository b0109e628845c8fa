package io.replicationhub.transfer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which storage class a copy is kept in. */
public sealed interface StorageClassRule {
    /** What a store means that names no class. */
    String UNNAMED = "STANDARD";

    /** The one that {@link EngineOptions#write} names for all, or the destination's default. */
    record Given() implements StorageClassRule {}

    /**
     * The source's.
     *
     * @param translation what the destination calls a class of the source; a name that is not in it is kept as it is
     */
    record Kept(SortedMap<String, String> translation) implements StorageClassRule {
        public Kept {
            translation = Collections.unmodifiableSortedMap(new TreeMap<>(translation));
        }
    }

    /**
     * Another for each of the source's.
     *
     * @param classes by the source's name; a class that is not in it goes to the destination's default
     */
    record Mapped(SortedMap<String, String> classes) implements StorageClassRule {
        public Mapped {
            classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        }
    }

    /** Whether the source's class must be known. */
    default boolean asksTheSource() {
        return !(this instanceof Given);
    }
}
