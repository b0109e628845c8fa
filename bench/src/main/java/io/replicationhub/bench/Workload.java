package io.replicationhub.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param name the word on the command line
 * @param title for the tables
 * @param bed the servers and what is on them
 * @param objects how many objects are copied or compared, for the cost of 1,000
 * @param bytes of all objects
 * @param limit for one run of one tool
 * @param contestants in the order in which they take turns
 */
record Workload(
        String name, String title, Bed bed, int objects, long bytes, Duration limit, List<Contestant> contestants) {
    /** What the servers are and hold. */
    sealed interface Bed {
        /** The lean server on both sides; one server and one credential for both where {@code together}. */
        record Lean(int count, long size, int delayMillis, boolean tls, boolean together) implements Bed {}

        /** The lean server on both sides; the source holds the objects in the ways of each dialect. */
        record Dialects(int count, long size) implements Bed {}

        /** s3proxy on both sides, signatures checked. */
        record Proxy(int count, long size) implements Bed {}

        /** Listings from a formula; every {@code every}-th object differs, 0 for none. */
        record Synthetic(int keys, int dirs, int every, int delayMillis) implements Bed {}
    }
}
