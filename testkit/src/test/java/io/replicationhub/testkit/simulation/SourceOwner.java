package io.replicationhub.testkit.simulation;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.OddKeys;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whoever owns the source bucket: fills it, overwrites objects and deletes them, at any time. Thread-safe. */
final class SourceOwner {
    private static final int[] SIZES = {0, 1, 60, 64, 150, 200, 201, 300, 640, 641, 1_000};

    private final MemoryObjectStore source;
    private final MemoryObjectStore destination;
    private final int most;
    private final RandomGenerator random;
    private final List<String> keys = new ArrayList<>();
    private long written;

    /** @param most so many objects at most */
    SourceOwner(MemoryObjectStore source, MemoryObjectStore destination, int most, RandomGenerator random) {
        this.source = source;
        this.destination = destination;
        this.most = most;
        this.random = random;
    }

    /** Fills the source, and puts some of it at the destination as an earlier run may have left it. */
    synchronized void moveIn() throws StorageException {
        List<String> odd = OddKeys.all();
        int count = most / 6 + random.nextInt(most - most / 6);
        for (int i = 0; i < count; i++) {
            keys.add(random.nextInt(3) == 0 ? odd.get(random.nextInt(odd.size())) : "dir%d/k%02d".formatted(i % 3, i));
        }
        for (String key : keys) {
            write(key);
            if (random.nextInt(4) == 0) {
                earlierCopy(key);
            }
        }
    }

    List<String> keys() {
        return keys;
    }

    /** Something happens to some object. */
    synchronized void meddle() throws StorageException {
        meddleWith(keys.get(random.nextInt(keys.size())));
    }

    synchronized void meddleWith(String key) throws StorageException {
        if (random.nextInt(4) == 0) {
            source.delete(new ObjectKey(key));
        } else {
            write(key);
        }
    }

    /** No two versions are alike, but for the empty ones. */
    private void write(String key) throws StorageException {
        written++;
        ObjectKey name = new ObjectKey(key);
        int size = SIZES[random.nextInt(SIZES.length)];
        BytesPayload body = BytesPayload.random(written, size);
        // An empty body has one ETag, and so may have one metadata only: nothing could tell versions of it apart.
        ObjectMetadata metadata = size <= 1 ? plain() : described();
        if (size > 0 && random.nextInt(3) == 0) {
            upload(name, metadata, body.bytes(), size == 1 ? 16 : 16 + random.nextInt(200));
        } else {
            source.put(name, metadata, WriteOptions.DEFAULT, body);
        }
    }

    private static ObjectMetadata plain() {
        return ObjectMetadata.NONE;
    }

    private ObjectMetadata described() {
        return new ObjectMetadata(
                Optional.of(random.nextBoolean() ? "text/plain" : "application/json; charset=utf-8"),
                random.nextBoolean() ? Optional.of("gzip") : Optional.empty(),
                Optional.empty(),
                random.nextBoolean() ? Optional.of("attachment; filename=\"a  b.txt\"") : Optional.empty(),
                Optional.of("max-age=" + written),
                Optional.empty(),
                Optional.empty(),
                Map.of("version", "v" + written, "name", "\u65e5\u672c " + written));
    }

    private void upload(ObjectKey key, ObjectMetadata metadata, byte[] body, int partBytes) throws StorageException {
        UploadId upload = source.uploads().create(key, metadata, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int from = 0; from < body.length; from += partBytes) {
            byte[] part = Arrays.copyOfRange(body, from, Math.min(from + partBytes, body.length));
            parts.add(source.uploads().uploadPart(upload, parts.size() + 1, BytesPayload.of(part)));
        }
        source.uploads().complete(upload, parts);
    }

    private void earlierCopy(String key) throws StorageException {
        MemoryObject now = source.object(key).orElseThrow();
        BytesPayload body = random.nextBoolean() ? BytesPayload.of(now.bytes()) : BytesPayload.of("some older body");
        destination.put(new ObjectKey(key), now.metadata(), WriteOptions.DEFAULT, body);
    }
}
