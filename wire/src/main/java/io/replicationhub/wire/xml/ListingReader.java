package io.replicationhub.wire.xml;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.text.Timestamps;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one page of ListObjectsV2. Only a well-formed {@code ListBucketResult} is a listing, also when it is empty.
 * Keys are decoded once, where the page says that they are encoded. Not thread-safe; for one page.
 */
public final class ListingReader {
    private final XmlDocument document;
    private final List<String> keys;
    private final List<ObjectStamp> stamps;
    private final List<String> classes;
    private final List<ArchiveState> archived;
    private final Archives archives;
    private String lastClass = "";

    private ListingReader(XmlDocument document, Archives archives, int expected) {
        this.document = document;
        this.archives = archives;
        this.archived = new ArrayList<>(expected);
        this.keys = new ArrayList<>(expected);
        this.stamps = new ArrayList<>(expected);
        this.classes = new ArrayList<>(expected);
    }

    /** Reads the page below the root {@code ListBucketResult}. */
    public static ListPage read(XmlDocument document, Archives archives, int expected)
            throws IOException, MalformedXmlException {
        return new ListingReader(document, archives, expected).page();
    }

    private ListPage page() throws IOException, MalformedXmlException {
        boolean truncated = false;
        boolean encoded = false;
        String cursor = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Contents" -> readObject();
                case "IsTruncated" -> truncated = document.text().strip().equals("true");
                case "NextContinuationToken" -> cursor = document.text();
                case "EncodingType" -> encoded = document.text().strip().equals("url");
                default -> document.skip();
            }
        }
        if (truncated && cursor.isEmpty()) {
            throw new MalformedXmlException("it says that there is more, but not how to go on", null);
        }
        return new ListPage(objects(encoded), truncated ? Optional.of(cursor) : Optional.empty());
    }

    private void readObject() throws IOException, MalformedXmlException {
        String key = "";
        String storageClass = "";
        String restoration = "";
        ETag etag = ETag.NONE;
        long size = -1;
        Instant modified = Instant.EPOCH;
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Key" -> key = document.text();
                case "Size" -> size = size(document.text());
                case "ETag" -> etag = ETag.parse(document.text());
                case "LastModified" -> modified = time(document.text());
                case "StorageClass" -> storageClass = document.text();
                case "RestoreStatus" -> restoration = restoreStatus();
                // OSS writes here what it writes into headers.
                case "RestoreInfo" -> restoration = document.text();
                default -> document.skip();
            }
        }
        if (key.isEmpty() || size < 0) {
            throw new MalformedXmlException("an entry has no " + (key.isEmpty() ? "key" : "size"), null);
        }
        if (storageClass.equals(lastClass)) {
            // One string for all of them: they are kept by the million.
            storageClass = lastClass;
        }
        lastClass = storageClass;
        keys.add(key);
        stamps.add(new ObjectStamp(size, etag, modified));
        classes.add(storageClass);
        archived.add(archives.listed(storageClass, restoration));
    }

    /** Whether it is under way: {@code true} or {@code false}. */
    private String restoreStatus() throws IOException, MalformedXmlException {
        String underWay = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("IsRestoreInProgress")) {
                underWay = document.text().strip();
            } else {
                document.skip();
            }
        }
        return underWay;
    }

    /** The page says only somewhere whether its keys are encoded, so they are decoded at its end. */
    private List<ListedObject> objects(boolean encoded) throws MalformedXmlException {
        List<ListedObject> objects = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            String key = encoded ? decode(keys.get(i)) : keys.get(i);
            objects.add(new ListedObject(new ObjectKey(key), stamps.get(i), classes.get(i), archived.get(i)));
        }
        return objects;
    }

    /** Undoes {@code encoding-type=url}: percent signs, and plus signs for spaces. */
    public static String decode(String text) throws MalformedXmlException {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedXmlException("a key is not encoded as the page says", e);
        }
    }

    private static long size(String text) throws MalformedXmlException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("a size is not a number", e);
        }
    }

    private static Instant time(String text) throws MalformedXmlException {
        return Timestamps.iso(text).orElseThrow(() -> new MalformedXmlException("a time is not a time", null));
    }
}
