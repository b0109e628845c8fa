package io.replicationhub.stack;

import java.util.Map;

/**
 * What the stack tells the JobWorker's runtime beside its settings. The artefact is tested and measured with exactly this
 * (docs/limits.md, "The JobWorker's memory").
 */
public final class JobWorkerRuntime {
    /** Variables of the function, by name. They are AWS's and glibc's, not ours, so they are no settings. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            // Lambda's own command line comes after these and wins: neither heap nor compiler can be said here for
            // sure.
            "JAVA_TOOL_OPTIONS", "--enable-native-access=ALL-UNNAMED -XX:-UsePerfData -Xss512k",
            // glibc keeps an arena of memory for many threads each; two are enough.
            "MALLOC_ARENA_MAX", "2",
            // The runtime's own, en_US.UTF-8, is not installed in it from Java 21 on (aws-lambda-base-images,
            // issue 234): Java would lose all that is not ASCII in our settings.
            "LC_ALL", "C.UTF-8");

    private JobWorkerRuntime() {}
}
