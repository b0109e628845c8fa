package io.replicationhub.wire.xml;

import io.replicationhub.checksum.CrcCombiner;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.Payload;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.text.Timestamps;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The documents that uploads in parts are spoken of with. */
public final class UploadDocuments {
    private UploadDocuments() {}

    /** A page of something; {@code next} is empty on the last. */
    public record Page<T>(List<T> entries, String next) {}

    /** A page of uploads; the markers are empty on the last. */
    public record Uploads(List<OpenUpload> entries, String nextKey, String nextId) {}

    /** The ETag in the document of a copy or a completion; some stores leave it out. */
    public static ETag etag(XmlDocument document) throws IOException, MalformedXmlException {
        ETag etag = ETag.NONE;
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("ETag")) {
                etag = ETag.parse(document.text().strip());
            } else {
                document.skip();
            }
        }
        return etag;
    }

    public static String uploadId(XmlDocument document) throws IOException, MalformedXmlException {
        String id = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("UploadId")) {
                id = document.text();
            } else {
                document.skip();
            }
        }
        if (id.isEmpty()) {
            throw new MalformedXmlException("it has no upload id", null);
        }
        return id;
    }

    public static UploadedPart copiedPart(XmlDocument document, int number, long size)
            throws IOException, MalformedXmlException {
        ETag etag = ETag.NONE;
        OptionalInt crc32c = OptionalInt.empty();
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "ETag" -> etag = ETag.parse(document.text().strip());
                case "ChecksumCRC32C" -> crc32c = Checksums.parse(document.text());
                default -> document.skip();
            }
        }
        return new UploadedPart(number, size, etag, crc32c);
    }

    public static Page<UploadedPart> parts(XmlDocument document) throws IOException, MalformedXmlException {
        List<UploadedPart> parts = new ArrayList<>();
        String truncated = "";
        String next = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Part" -> parts.add(part(document));
                case "IsTruncated" -> truncated = document.text().strip();
                case "NextPartNumberMarker" -> next = document.text().strip();
                default -> document.skip();
            }
        }
        // No part has the number 0: nothing follows it that was not here.
        return new Page<>(parts, Listing.isTruncated(truncated, next.equals("0") ? "" : next) ? next : "");
    }

    private static UploadedPart part(XmlDocument document) throws IOException, MalformedXmlException {
        int number = 0;
        long size = -1;
        ETag etag = ETag.NONE;
        OptionalInt crc32c = OptionalInt.empty();
        Optional<Instant> written = Optional.empty();
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "PartNumber" -> number = (int) number(document.text());
                case "Size" -> size = number(document.text());
                case "ETag" -> etag = ETag.parse(document.text().strip());
                case "ChecksumCRC32C" -> crc32c = Checksums.parse(document.text());
                case "LastModified" -> written = Timestamps.iso(document.text().strip());
                default -> document.skip();
            }
        }
        if (number < 1 || size < 0) {
            throw new MalformedXmlException("a part has no number or no size", null);
        }
        return new UploadedPart(number, size, etag, crc32c, written);
    }

    public static Uploads uploads(XmlDocument document) throws IOException, MalformedXmlException {
        List<RawUpload> raw = new ArrayList<>();
        String truncated = "";
        boolean encoded = false;
        String nextKey = "";
        String nextId = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Upload" -> raw.add(upload(document));
                case "IsTruncated" -> truncated = document.text().strip();
                case "EncodingType" -> encoded = document.text().strip().equals("url");
                case "NextKeyMarker" -> nextKey = document.text();
                case "NextUploadIdMarker" -> nextId = document.text();
                default -> document.skip();
            }
        }
        List<OpenUpload> uploads = new ArrayList<>(raw.size());
        for (RawUpload upload : raw) {
            String key = encoded ? Listing.decode(upload.key()) : upload.key();
            uploads.add(new OpenUpload(
                    new UploadId(new ObjectKey(key), upload.id()), upload.initiated(), upload.initiator()));
        }
        String key = encoded ? Listing.decode(nextKey) : nextKey;
        boolean more = Listing.isTruncated(truncated, nextKey);
        return new Uploads(uploads, more ? key : "", more ? nextId : "");
    }

    private static RawUpload upload(XmlDocument document) throws IOException, MalformedXmlException {
        String key = "";
        String id = "";
        @Nullable Instant initiated = null;
        Optional<String> initiator = Optional.empty();
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Key" -> key = document.text();
                case "UploadId" -> id = document.text();
                case "Initiated" ->
                    initiated = ListingReader.time(document.text().strip());
                case "Initiator" -> initiator = id(document);
                default -> document.skip();
            }
        }
        if (key.isEmpty() || id.isEmpty() || initiated == null) {
            // One that seems to be of old would be aborted.
            throw new MalformedXmlException("an upload has no key, no id or no time", null);
        }
        return new RawUpload(key, id, initiated, initiator);
    }

    /** Stores that do not know who it was leave it out, or empty. */
    private static Optional<String> id(XmlDocument person) throws IOException, MalformedXmlException {
        String id = "";
        for (String name = person.nextChild(); name != null; name = person.nextChild()) {
            if (name.equals("ID")) {
                id = person.text().strip();
            } else {
                person.skip();
            }
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** The document that names the parts of which the object is made. */
    public static Payload completion(List<UploadedPart> parts, boolean withChecksums) {
        StringBuilder text = new StringBuilder(128 + 160 * parts.size())
                .append("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (UploadedPart part : parts) {
            text.append("<Part><PartNumber>").append(part.number()).append("</PartNumber><ETag>");
            appendEscaped(text, part.etag().quoted());
            text.append("</ETag>");
            if (withChecksums && part.crc32c().isPresent()) {
                text.append("<ChecksumCRC32C>")
                        .append(Checksums.base64(part.crc32c().getAsInt()))
                        .append("</ChecksumCRC32C>");
            }
            text.append("</Part>");
        }
        return BytesPayload.of(text.append("</CompleteMultipartUpload>").toString());
    }

    /** The checksum of the whole, from those of the parts, which are all there. */
    public static int combined(List<UploadedPart> parts) {
        long whole = 0;
        for (UploadedPart part : parts) {
            long crc = Integer.toUnsignedLong(part.crc32c().orElseThrow());
            whole = CrcCombiner.CRC32C.combine(whole, crc, part.size());
        }
        return (int) whole;
    }

    private static void appendEscaped(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(text.charAt(i));
            }
        }
    }

    private static long number(String text) throws MalformedXmlException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("a number of a part is none", e);
        }
    }

    private record RawUpload(String key, String id, Instant initiated, Optional<String> initiator) {}
}
