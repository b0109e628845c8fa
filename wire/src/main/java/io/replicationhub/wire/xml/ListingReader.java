package io.replicationhub.wire.xml;

import io.replicationhub.object.ETag;
import io.replicationhub.wire.text.Timestamps;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.time.Instant;

/** Reads one page of a listing, or the rest of one, by an XML parser: whatever is a listing at all. */
public final class ListingReader {
    private ListingReader() {}

    /** Reads what stands below the root {@code ListBucketResult}. */
    public static void read(XmlDocument document, Listing listing) throws IOException, MalformedXmlException {
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Contents" -> readObject(document, listing);
                case "IsTruncated" -> listing.truncated(document.text());
                case "NextContinuationToken" -> listing.cursor(document.text());
                case "NextMarker" -> listing.marker(document.text());
                case "EncodingType" -> listing.encodingType(document.text());
                default -> document.skip();
            }
        }
    }

    private static void readObject(XmlDocument document, Listing listing) throws IOException, MalformedXmlException {
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
                case "RestoreStatus" -> restoration = restoreStatus(document);
                // OSS writes here what it writes into headers.
                case "RestoreInfo" -> restoration = document.text();
                default -> document.skip();
            }
        }
        if (key.isEmpty() || size < 0) {
            throw new MalformedXmlException("an entry has no " + (key.isEmpty() ? "key" : "size"), null);
        }
        listing.add(key, size, etag, modified, storageClass, restoration);
    }

    /** Whether it is under way: {@code true} or {@code false}. */
    static String restoreStatus(XmlDocument document) throws IOException, MalformedXmlException {
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

    static long size(String text) throws MalformedXmlException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("a size is not a number", e);
        }
    }

    static Instant time(String text) throws MalformedXmlException {
        return Timestamps.iso(text).orElseThrow(() -> new MalformedXmlException("a time is not a time", null));
    }
}
