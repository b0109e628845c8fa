package io.replicationhub.wire.xml;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What has been read of one page of a listing, whoever reads it. Not thread-safe. */
public final class Listing {
    /** What a decoder puts in the place of bytes that are no UTF-8. */
    private static final char NO_TEXT = '\uFFFD';

    private static final Pattern OWN = Pattern.compile("%EF%BF%BD|\uFFFD", Pattern.CASE_INSENSITIVE);

    private final List<ListedObject> objects;
    private String truncated = "";
    private boolean encoded;
    private String cursor = "";
    private String marker = "";
    private final ListingCall call;
    private final Archives archives;
    private String lastClass = "";
    private ArchiveState lastUnrestored;

    /** @param expected how many entries may come */
    public Listing(Archives archives, int expected) {
        this(archives, expected, ListingCall.START_AFTER);
    }

    /** @param call by which it was asked for, which says how it goes on */
    public Listing(Archives archives, int expected, ListingCall call) {
        this.archives = archives;
        this.call = call;
        this.lastUnrestored = archives.listed(lastClass, "");
        this.objects = new ArrayList<>(expected);
    }

    /**
     * Adds an entry.
     *
     * @param key as it stands there, maybe encoded, and not empty
     * @param restoration what it says of a restoration; empty where it says nothing
     */
    void add(String key, long size, ETag etag, Instant modified, String storageClass, String restoration) {
        if (!storageClass.equals(lastClass)) {
            // One string for all of them: they are kept by the million.
            lastClass = storageClass;
            lastUnrestored = archives.listed(storageClass, "");
        }
        ArchiveState archive = restoration.isEmpty() ? lastUnrestored : archives.listed(lastClass, restoration);
        objects.add(new ListedObject(new ObjectKey(key), new ObjectStamp(size, etag, modified), lastClass, archive));
    }

    void truncated(String text) {
        truncated = text.strip();
    }

    /**
     * Whether more follows a page.
     *
     * @param said what it says of that; empty where it does not, which leaves the place where it goes on to speak
     */
    static boolean isTruncated(String said, String next) {
        return said.isEmpty() ? !next.isEmpty() : said.equals("true");
    }

    private boolean isTruncated() {
        return isTruncated(truncated, call == ListingCall.MARKER ? marker : cursor);
    }

    void encodingType(String text) {
        encoded = text.strip().equals("url");
    }

    void cursor(String text) {
        cursor = text;
    }

    /** The key to go on after; where a page names none, it is its last. */
    void marker(String text) {
        marker = text;
    }

    /** Whether it says how to go on where it says that there is more. */
    boolean isConsistent() {
        return !isTruncated()
                || (call == ListingCall.MARKER ? !marker.isEmpty() || !objects.isEmpty() : !cursor.isEmpty());
    }

    /** The page, all of which was read. It says only somewhere whether its keys are encoded, so they are decoded here. */
    public ListPage page() throws MalformedXmlException {
        if (!isConsistent()) {
            throw new MalformedXmlException("it says that there is more, but not how to go on", null);
        }
        if (encoded) {
            for (int i = 0; i < objects.size(); i++) {
                ListedObject object = objects.get(i);
                String key = object.key().value();
                String plain = decode(key);
                if (!plain.equals(key)) {
                    objects.set(
                            i,
                            new ListedObject(
                                    new ObjectKey(plain), object.stamp(), object.storageClass(), object.archive()));
                }
            }
        }
        return new ListPage(objects, isTruncated() ? Optional.of(next()) : Optional.empty());
    }

    /** A marker is spelt like the keys, which are decoded by now. */
    private String next() throws MalformedXmlException {
        if (call == ListingCall.START_AFTER) {
            return cursor;
        }
        if (marker.isEmpty()) {
            return objects.get(objects.size() - 1).key().value();
        }
        return encoded ? decode(marker) : marker;
    }

    /** Whether a key is UTF-8, where it has that character of its own. */
    private static boolean isText(String encoded) {
        String others = OWN.matcher(encoded).replaceAll("-");
        return URLDecoder.decode(others, StandardCharsets.UTF_8).indexOf(NO_TEXT) < 0;
    }

    /** Undoes {@code encoding-type=url}: percent signs, and plus signs for spaces. */
    static String decode(String text) throws MalformedXmlException {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (plain.indexOf(NO_TEXT) < 0 || isText(text)) {
                return plain;
            }
            throw new MalformedXmlException("a key is not UTF-8", null);
        } catch (IllegalArgumentException e) {
            throw new MalformedXmlException("a key is not encoded as the page says", e);
        }
    }
}
