package io.replicationhub.localservers.oss;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a bucket holds. Keys ascend by their UTF-8 bytes. Thread-safe. */
final class OssBucket {
    static final Comparator<String> BY_BYTES = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    final ConcurrentSkipListMap<String, OssObject> objects = new ConcurrentSkipListMap<>(BY_BYTES);
    final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    OssObject object(String key) throws OssRefusal {
        OssObject object = objects.get(key);
        if (object == null) {
            throw OssRefusal.noSuchKey(key);
        }
        return object;
    }

    Upload upload(String id, String key) throws OssRefusal {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw OssRefusal.noSuchUpload(id);
        }
        return upload;
    }

    /** @param parts by number; guarded by itself */
    record Upload(String id, String key, OssObject.Kept kept, Instant initiated, SortedMap<Integer, byte[]> parts) {
        Upload(String id, String key, OssObject.Kept kept, Instant initiated) {
            this(id, key, kept, initiated, new TreeMap<>());
        }
    }
}
