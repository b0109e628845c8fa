package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One store serves many threads. */
interface ConcurrencyPromises extends StorePromises {
    int THREADS = 16;

    @Test
    default void threadsOnTheirOwnKeysDoNotDisturbOneAnother() throws Exception {
        List<String> keys = inThreads(thread -> {
            String key = "own/" + thread;
            for (int round = 0; round < 10; round++) {
                BytesPayload body = BytesPayload.random(thread * 100L + round, 5_000 + thread);
                put(key, body);
                assertArrayEquals(body.bytes(), read(key));
                assertEquals(
                        List.of(key),
                        listed(key, 10).stream().filter(key::equals).toList());
            }
            return key;
        });
        assertEquals(
                keys.stream().sorted().toList(),
                listed("own/", 1000).stream().sorted().toList());
    }

    @Test
    default void whoReadsWhatOthersReplaceSeesOneOfThemWhole() throws Exception {
        needs(Capability.ATOMIC_REPLACE);
        int size = 200_000;
        put("shared", new BytesOf(0, size).payload());
        inThreads(thread -> {
            for (int round = 0; round < 10; round++) {
                if (thread % 4 == 0) {
                    put("shared", new BytesOf(thread, size).payload());
                } else {
                    byte[] seen = read("shared");
                    assertArrayEquals(new BytesOf(seen[0], size).payload().bytes(), seen);
                }
            }
            return thread;
        });
    }

    @Test
    default void partsOfOneUploadComeFromManyThreads() throws Exception {
        int least = (int) Math.min(store().limits().minPartBytes(), 5 << 20);
        UploadId upload = store().uploads().create(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> sent = inThreads(thread -> store().uploads()
                .uploadPart(upload, thread + 1, BytesPayload.random(thread, thread == THREADS - 1 ? 77 : least)));
        List<UploadedPart> parts = sent.stream()
                .sorted(Comparator.comparingInt(UploadedPart::number))
                .toList();
        store().uploads().complete(upload, parts);
        byte[] whole = read("o");
        assertEquals((THREADS - 1L) * least + 77, whole.length);
        for (int i = 0; i < THREADS; i++) {
            int from = i * least;
            int to = Math.min(from + least, whole.length);
            assertArrayEquals(BytesPayload.random(i, to - from).bytes(), Arrays.copyOfRange(whole, from, to));
        }
    }

    @Test
    default void aListingWhileOthersWriteHasEveryKeyThatWasThereAllAlong() throws Exception {
        for (int i = 0; i < 30; i++) {
            put("stays/%02d".formatted(i), "");
        }
        inThreads(thread -> {
            for (int round = 0; round < 5; round++) {
                String passing = "stays/%02d-%d".formatted(thread, round);
                put(passing, "");
                List<String> stays = listed("stays/", 7).stream()
                        .filter(key -> key.length() == "stays/00".length())
                        .toList();
                assertEquals(30, stays.size());
                store().delete(key(passing));
            }
            return thread;
        });
    }

    interface Work<T> {
        T on(int thread) throws Exception;
    }

    private static <T> List<T> inThreads(Work<T> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                calls.add(() -> work.on(thread));
            }
            for (Future<T> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
        }
        assertTrue(results.size() == THREADS);
        return results;
    }

    /** A body that tells by its first byte what all of it must be. */
    record BytesOf(int value, int size) {
        BytesPayload payload() {
            byte[] bytes = new byte[size];
            Arrays.fill(bytes, (byte) value);
            return BytesPayload.of(bytes);
        }
    }
}
