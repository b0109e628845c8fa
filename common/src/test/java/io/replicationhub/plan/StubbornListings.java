package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Tests of listings that give trouble. */
abstract class StubbornListings {
    @TempDir
    Path scratch;

    BucketDiff diff(ListedStore source, ListedStore destination, int ranges) {
        DiffSettings base = DiffTesting.settings(ranges);
        DiffSettings settings =
                new DiffSettings(ranges, base.heads(), base.retry(), base.sleeper(), base.random(), scratch);
        return new BucketDiff(source, destination, Selection.EVERYTHING, CompareMode.SIZE, settings);
    }

    void assertScratchIsEmpty() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            assertEquals(List.of(), left.toList());
        }
    }

    static void fill(ListedStore store, int count) {
        for (int i = 0; i < count; i++) {
            store.put(DiffTesting.object(String.format("k%09d", i), i));
        }
    }

    /** Answers so many lists and then only this. */
    static ListedStore breaking(int after, StorageException refusal) {
        return new ListedStore() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public ListPage list(ListRequest request) throws StorageException {
                if (calls.incrementAndGet() > after) {
                    throw refusal;
                }
                return super.list(request);
            }
        };
    }
}
