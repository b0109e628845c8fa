package io.replicationhub.jobworker;

import io.replicationhub.config.ByteSize;
import io.replicationhub.settings.JobWorkerSettings;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a worker may have of the function's memory (docs/limits.md, "The JobWorker's memory"). Lambda gives most of the
 * setting to the heap, so that a heap that is used wholly is more than the setting together with all that is outside of
 * it; the bytes of bodies, which are nearly all that lives long, are therefore reckoned from the setting.
 *
 * @param bodies bytes of objects that may be held at once
 * @param threadsMost threads at most, each with a connection to either side
 */
record WorkerMemory(long bodies, int threadsMost) {
    private static final long MIB = 1 << 20;
    /** Lambda tells it in MB, which are 2 to the power of 20 bytes. */
    private static final String FUNCTION_MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
    /** The JVM, its code and classes, the rest of the heap, and threads. */
    private static final long BESIDE_BODIES = 256 * MIB;

    private static final long BODIES_LEAST = 16 * MIB;
    /** A thread's stack, its buffers for two connections, inside the heap and outside of it. */
    private static final long FOR_A_THREAD = 4 * MIB;

    private static final int THREADS_LEAST = 32;
    private static final int THREADS_MOST = 512;

    /** @param heap the largest that the heap can become */
    static WorkerMemory of(JobWorkerSettings settings, Map<String, String> environment, long heap) {
        OptionalLong function = function(environment);
        long share = function.isPresent() ? Math.min(heap, function.getAsLong() - BESIDE_BODIES) : heap;
        long bodies = settings.memory().map(ByteSize::bytes).orElse(Math.max(BODIES_LEAST, share / 2));
        long threads = function.isPresent()
                ? Math.clamp(function.getAsLong() / FOR_A_THREAD, THREADS_LEAST, THREADS_MOST)
                : THREADS_MOST;
        return new WorkerMemory(bodies, (int) threads);
    }

    private static OptionalLong function(Map<String, String> environment) {
        @Nullable String setting = environment.get(FUNCTION_MEMORY);
        try {
            return setting == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(setting) * MIB);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
