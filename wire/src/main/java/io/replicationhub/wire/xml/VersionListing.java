package io.replicationhub.wire.xml;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionPage;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one page of a listing of versions, in which versions and delete markers stand in one order (S3 API reference,
 * ListObjectVersions). It says only somewhere whether its keys are encoded, so they are decoded at the end. Not
 * thread-safe; for one page.
 */
public final class VersionListing {
    private final Archives archives;
    private final List<Entry> entries = new ArrayList<>();
    private String truncated = "";
    private boolean encoded;
    private String nextKey = "";
    private String nextId = "";

    private VersionListing(Archives archives) {
        this.archives = archives;
    }

    /** @param size negative for a delete marker */
    private record Entry(
            String key, String id, Instant made, long size, ETag etag, String storageClass, String restoration) {}

    /** Reads what stands below the root {@code ListVersionsResult}. */
    public static VersionPage read(XmlDocument document, Archives archives) throws IOException, MalformedXmlException {
        VersionListing listing = new VersionListing(archives);
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Version", "DeleteMarker" -> listing.entries.add(entry(document, name.equals("Version")));
                case "IsTruncated" -> listing.truncated = document.text().strip();
                case "EncodingType" -> listing.encoded = document.text().strip().equals("url");
                case "NextKeyMarker" -> listing.nextKey = document.text();
                case "NextVersionIdMarker" -> listing.nextId = document.text();
                default -> document.skip();
            }
        }
        return listing.page();
    }

    private static Entry entry(XmlDocument document, boolean hasBody) throws IOException, MalformedXmlException {
        String key = "";
        String id = "";
        String storageClass = "";
        String restoration = "";
        ETag etag = ETag.NONE;
        long size = -1;
        Instant made = Instant.EPOCH;
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Key" -> key = document.text();
                case "VersionId" -> id = document.text();
                case "Size" -> size = ListingReader.size(document.text());
                case "ETag" -> etag = ETag.parse(document.text());
                case "LastModified" -> made = ListingReader.time(document.text());
                case "StorageClass" -> storageClass = document.text();
                case "RestoreStatus" -> restoration = ListingReader.restoreStatus(document);
                default -> document.skip();
            }
        }
        if (key.isEmpty() || id.isEmpty() || hasBody && size < 0) {
            throw new MalformedXmlException(
                    "an entry has no " + (key.isEmpty() ? "key" : id.isEmpty() ? "version" : "size"), null);
        }
        return new Entry(key, id, made, hasBody ? size : -1, etag, storageClass, restoration);
    }

    private VersionPage page() throws MalformedXmlException {
        List<ListedVersion> versions = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            versions.add(listed(entry));
        }
        return new VersionPage(
                versions, Listing.isTruncated(truncated, nextKey) ? Optional.of(next(versions)) : Optional.empty());
    }

    /**
     * Behind the last entry. Only a page without any goes on where it says itself: radosgw 16 writes there a key that is
     * not encoded, on a page that says its keys are.
     */
    private VersionCursor next(List<ListedVersion> versions) throws MalformedXmlException {
        if (!versions.isEmpty()) {
            ListedVersion last = versions.getLast();
            return new VersionCursor(last.key().value(), last.id().value());
        }
        if (nextKey.isEmpty()) {
            throw new MalformedXmlException("it says that there is more, but not how to go on", null);
        }
        return new VersionCursor(plain(nextKey), nextId);
    }

    private ListedVersion listed(Entry entry) throws MalformedXmlException {
        ObjectKey key = new ObjectKey(plain(entry.key()));
        VersionId id = new VersionId(entry.id());
        if (entry.size() < 0) {
            return new ListedVersion.DeleteMarker(key, id, entry.made());
        }
        ObjectStamp stamp = new ObjectStamp(entry.size(), entry.etag(), entry.made());
        return new ListedVersion.Content(
                new ListedObject(
                        key, stamp, entry.storageClass(), archives.listed(entry.storageClass(), entry.restoration())),
                id);
    }

    private String plain(String key) throws MalformedXmlException {
        return encoded ? Listing.decode(key) : key;
    }
}
