package io.replicationhub.demo;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes sample objects. */
final class Filler {
    private static final int THREADS = 8;

    /** Told how many of all are written. */
    interface Watcher {
        void written(long done, long all);
    }

    private Filler() {}

    static void fill(ObjectStore store, List<SampleObject> objects, Watcher watcher)
            throws StorageException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<SampleObject>> writing = new ArrayList<>();
            // The largest first, so that none is waited for in the end.
            for (SampleObject object : objects.reversed()) {
                writing.add(threads.submit(() -> write(store, object)));
            }
            long done = 0;
            for (Future<SampleObject> one : writing) {
                try {
                    var written = one.get();
                    assert written != null;
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    if (e.getCause() instanceof StorageException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("an object could not be written", e.getCause());
                }
                watcher.written(++done, objects.size());
            }
        }
    }

    private static SampleObject write(ObjectStore store, SampleObject object) throws StorageException {
        if (object.partBytes() == 0) {
            var etag = store.put(object.key(), object.metadata(), WriteOptions.DEFAULT, object.bytes(0, object.size()));
            assert etag != null;
            return object;
        }
        UploadId upload = store.uploads().create(object.key(), object.metadata(), WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (long at = 0; at < object.size(); at += object.partBytes()) {
            long length = Math.min(object.partBytes(), object.size() - at);
            parts.add(store.uploads().uploadPart(upload, parts.size() + 1, object.bytes(at, length)));
        }
        var etag = store.uploads().complete(upload, parts);
        assert etag != null;
        return object;
    }
}
