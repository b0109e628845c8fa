package io.replicationhub.localservers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a listing shows, kept in order. The store underneath reads and sorts its whole bucket for every page, a quarter
 * of a CPU-second at 20,000 objects. Thread-safe; a listing that begins after a write has returned shows it.
 */
final class ListingIndex {
    private static final int STRIPES = 64;

    private final Map<String, ConcurrentNavigableMap<String, S3Object>> buckets = new ConcurrentHashMap<>();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    /** To be called after each write: takes over what the store says of the object now, so that no order is assumed. */
    void refresh(String bucket, String name, Supplier<@Nullable HeadObjectResponse> now) {
        ReentrantLock lock = locks.get(Math.floorMod(name.hashCode(), STRIPES));
        lock.lock();
        try {
            HeadObjectResponse head = now.get();
            ConcurrentNavigableMap<String, S3Object> objects =
                    buckets.computeIfAbsent(bucket, b -> new ConcurrentSkipListMap<>());
            if (head == null) {
                objects.remove(name);
            } else {
                objects.put(
                        name,
                        S3Object.builder()
                                .key(HexKeys.decode(name))
                                .eTag(head.eTag())
                                .size(head.contentLength())
                                .lastModified(head.lastModified())
                                .storageClass(
                                        head.storageClass() == null
                                                ? ObjectStorageClass.STANDARD.toString()
                                                : head.storageClassAsString())
                                .build());
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(String bucket) {
        buckets.remove(bucket);
    }

    /** A page of a bucket that exists, without regard to a delimiter. */
    ListObjectsV2Response page(ListObjectsV2Request request) {
        ConcurrentNavigableMap<String, S3Object> objects =
                buckets.getOrDefault(request.bucket(), new ConcurrentSkipListMap<>());
        String prefix = request.prefix() == null ? "" : HexKeys.encode(request.prefix());
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        String from = after == null ? "" : HexKeys.encode(after);
        ConcurrentNavigableMap<String, S3Object> ahead =
                from.compareTo(prefix) < 0 ? objects.tailMap(prefix, true) : objects.tailMap(from, false);
        int most = request.maxKeys() == null ? 1000 : request.maxKeys();
        List<S3Object> page = new ArrayList<>();
        String next = null;
        for (Map.Entry<String, S3Object> entry : ahead.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (page.size() == most) {
                next = page.isEmpty() ? null : page.getLast().key();
                break;
            }
            page.add(entry.getValue());
        }
        return ListObjectsV2Response.builder()
                .contents(page)
                .keyCount(page.size())
                .isTruncated(next != null)
                .nextContinuationToken(next)
                .build();
    }
}
