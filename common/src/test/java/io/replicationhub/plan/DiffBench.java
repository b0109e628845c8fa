package io.replicationhub.plan;

import io.replicationhub.select.Selection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Measures by hand: how long a diff takes with slow pages. Arguments: objects, milliseconds a page, ranges. */
final class DiffBench {
    private DiffBench() {}

    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[0]);
        Map<String, LongFunction<String>> shapes = new LinkedHashMap<>();
        shapes.put("flat", FormulaStore::flat);
        shapes.put("tree", FormulaStore::tree);
        shapes.put("logs", FormulaStore::logs);
        shapes.put("spread", FormulaStore::spread);
        for (int round = 0; round < Integer.getInteger("rounds", 2); round++) {
            for (Map.Entry<String, LongFunction<String>> shape : shapes.entrySet()) {
                FormulaStore source = FormulaStore.of(count, shape.getValue());
                FormulaStore destination = FormulaStore.of(count, shape.getValue());
                source.latencyMillis = destination.latencyMillis = Long.parseLong(arguments[1]);
                Thread watch = Thread.ofPlatform().daemon().start(() -> watch(source));
                long start = System.nanoTime();
                long cpu = cpu();
                DiffSummary summary = new BucketDiff(
                                source,
                                destination,
                                Selection.EVERYTHING,
                                CompareMode.AUTO,
                                DiffTesting.settings(Integer.parseInt(arguments[2])))
                        .run(difference -> {});
                watch.interrupt();
                System.out.printf(
                        "%n%s %d keys: %d ms, cpu %d ms, same %d, pages %d + %d%n",
                        shape.getKey(),
                        count,
                        (System.nanoTime() - start) / 1_000_000,
                        (cpu() - cpu) / 1_000_000,
                        summary.same().objects(),
                        summary.sourcePages(),
                        summary.destinationPages());
            }
        }
    }

    /** Prints how many pages were under way, once a page's time. */
    private static void watch(FormulaStore store) {
        while (true) {
            try {
                Thread.sleep(store.latencyMillis);
            } catch (InterruptedException e) {
                return;
            }
            System.out.print(store.listsUnderWay.get() + " ");
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
