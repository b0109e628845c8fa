package io.replicationhub.bench;

import java.util.Map;

/**
 * One round of one tool.
 *
 * @param verified empty where every object is right, else what is wrong
 * @param metadataKept whether headers and user metadata of all objects are the source's
 * @param sourceCpuSeconds CPU of the source's server in the round; the same server as the destination's on W4
 * @param requests counted by the servers, by kind
 * @param firstWriteSeconds from the start of the process to the first write; NaN where not measured
 */
record Result(
        String tool,
        int round,
        Child.Cost cost,
        String verified,
        boolean metadataKept,
        double sourceCpuSeconds,
        double destinationCpuSeconds,
        Map<String, Long> requests,
        double firstWriteSeconds) {
    boolean right() {
        return cost.exit() == 0 && verified.isEmpty();
    }
}
