package io.replicationhub.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a bucket's objects, newest first, once it keeps any. Names are in no order, as S3's are (User Guide,
 * "How S3 Versioning works"). Thread-safe.
 */
final class Versions {
    private static final String NULL = "null";
    /** Odd, so that no two products are the same. */
    private static final long SHUFFLE = 0x9e3779b97f4a7c15L;

    private final NavigableMap<String, Deque<Version>> histories = new TreeMap<>();
    private String status = "";
    private long made;

    /** @param object null for a delete marker */
    private record Version(String id, Instant at, @Nullable StoredObject object) {}

    /** {@code Enabled}, {@code Suspended} or empty, as S3 says it. */
    synchronized String status() {
        return status;
    }

    synchronized void keep(String wanted, Map<String, StoredObject> objects) throws S3Error {
        if (!wanted.equals("Enabled") && !wanted.equals("Suspended")) {
            throw new S3Error(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        if (status.isEmpty()) {
            status = "Suspended";
            objects.forEach((key, object) -> add(key, object.modified(), object));
        }
        status = wanted;
    }

    synchronized void add(String key, Instant at, @Nullable StoredObject object) {
        if (status.isEmpty()) {
            return;
        }
        made++;
        String id = status.equals("Enabled") ? Long.toUnsignedString(made * SHUFFLE, 36) : NULL;
        Deque<Version> history = histories.computeIfAbsent(key, first -> new ArrayDeque<>());
        history.removeIf(version -> id.equals(NULL) && version.id().equals(NULL));
        history.addFirst(new Version(id, at, object));
    }

    synchronized StoredObject get(String key, String id) throws S3Error {
        for (Version version : of(key)) {
            if (version.id().equals(id)) {
                if (version.object() == null) {
                    throw new S3Error(
                            405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
                }
                return version.object();
            }
        }
        throw new S3Error(404, "NoSuchVersion", "The specified version does not exist.");
    }

    /** What is there from now on, if anything is. */
    synchronized Optional<StoredObject> remove(String key, String id) {
        Deque<Version> history = of(key);
        history.removeIf(version -> version.id().equals(id));
        Version newest = history.peekFirst();
        if (newest == null) {
            histories.remove(key);
        }
        return Optional.ofNullable(newest == null ? null : newest.object());
    }

    private Deque<Version> of(String key) {
        return histories.getOrDefault(key, new ArrayDeque<>());
    }

    /** ListObjectVersions. */
    synchronized void list(String bucket, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        ListQuery query = ListQuery.of(request);
        String keyMarker = request.query("key-marker", "");
        String idMarker = request.query("version-id-marker", "");
        Bytes items = out.page();
        int found = 0;
        String next = "";
        String lastKey = "";
        String lastId = "";
        search:
        for (Map.Entry<String, Deque<Version>> history :
                histories.tailMap(keyMarker, true).entrySet()) {
            String key = history.getKey();
            if (!key.startsWith(query.prefix()) || key.equals(keyMarker) && idMarker.isEmpty() && !key.isEmpty()) {
                continue;
            }
            boolean passed = !key.equals(keyMarker);
            boolean newest = true;
            for (Version version : history.getValue()) {
                if (passed) {
                    if (found == query.maxKeys()) {
                        next = lastKey;
                        break search;
                    }
                    write(items, key, version, newest, query);
                    found++;
                    lastKey = key;
                    lastId = version.id();
                }
                passed |= version.id().equals(idMarker);
                newest = false;
            }
        }
        Bytes page = out.frame();
        page.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>");
        page.add(bucket).add("</Name>");
        if (query.encoded()) {
            page.add("<EncodingType>url</EncodingType>");
        }
        page.add("<MaxKeys>").add(query.maxKeys()).add("</MaxKeys>");
        page.add(next.isEmpty() ? "<IsTruncated>false</IsTruncated>" : "<IsTruncated>true</IsTruncated>");
        if (!next.isEmpty()) {
            page.add("<NextKeyMarker>");
            query.write(next, page);
            page.add("</NextKeyMarker><NextVersionIdMarker>").add(lastId).add("</NextVersionIdMarker>");
        }
        items.add("</ListVersionsResult>");
        out.status(200).header("Content-Type", "application/xml");
        out.end(page, items);
    }

    private static void write(Bytes to, String key, Version version, boolean newest, ListQuery query) {
        StoredObject object = version.object();
        to.add(object == null ? "<DeleteMarker><Key>" : "<Version><Key>");
        query.write(key, to);
        to.add("</Key><VersionId>").add(version.id());
        to.add("</VersionId><IsLatest>").add(newest ? "true" : "false");
        to.add("</IsLatest><LastModified>").add(Listing.time(version.at())).add("</LastModified>");
        if (object == null) {
            to.add("</DeleteMarker>");
            return;
        }
        to.add("<ETag>&quot;").add(Conditions.bare(object.etag()));
        to.add("&quot;</ETag><Size>").add(object.size());
        to.add("</Size><StorageClass>").add(Listing.storageClass(object)).add("</StorageClass></Version>");
    }
}
