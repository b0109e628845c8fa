package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.settings.JobWorkerSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerMemoryTest {
    private static final Map<String, String> NEEDED = Map.of(
            "DRH_STACK", "test",
            "DRH_SOURCE_BUCKET", "from",
            "DRH_DESTINATION_BUCKET", "to",
            "DRH_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/q",
            "DRH_DEAD_LETTER_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/d");

    /** Heaps are 85 % of the setting, as Lambda makes them. */
    @ParameterizedTest
    @CsvSource({
        "256, 217, 16, 64",
        "512, 435, 128, 128",
        "1024, 870, 384, 256",
        "1769, 1503, 751, 442",
        "3008, 2556, 1278, 512",
        "1024, 200, 100, 256"
    })
    void bodiesAndThreadsFollowFromTheFunctionsMemory(String setting, long heap, long bodies, int threads)
            throws Exception {
        WorkerMemory memory = of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", setting), heap);
        assertEquals(bodies, memory.bodies() >> 20);
        assertEquals(threads, memory.threadsMost());
    }

    @Test
    void outsideOfLambdaHalfOfTheHeapIsForBodies() throws Exception {
        assertEquals(new WorkerMemory(500L << 20, 512), of(Map.of(), 1_000));
        assertEquals(new WorkerMemory(500L << 20, 512), of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "much"), 1_000));
    }

    @Test
    void whatIsSaidCounts() throws Exception {
        assertEquals(
                64,
                of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024", "DRH_MEMORY", "64MiB"), 870)
                                .bodies()
                        >> 20);
    }

    static WorkerMemory of(Map<String, String> more, long heapMiB) throws Exception {
        Map<String, String> environment = new HashMap<>(NEEDED);
        environment.putAll(more);
        return WorkerMemory.of(JobWorkerSettings.read(environment), environment, heapMiB << 20);
    }
}
