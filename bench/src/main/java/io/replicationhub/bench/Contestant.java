package io.replicationhub.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool with its settings.
 *
 * @param name as it stands in the tables
 * @param command the command line for a pair of buckets
 * @param environment variables to set; an empty value removes one
 */
record Contestant(String name, Function<Lane, List<String>> command, Map<String, String> environment) {
    /** The tool whose rounds the others are divided by. */
    boolean isOurs() {
        return name.equals("drh");
    }
}
