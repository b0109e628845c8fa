package io.replicationhub.wire.xml;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been read of one page of a listing, whoever reads it. Not thread-safe. */
public final class Listing {
    private final List<ListedObject> objects;
    private boolean truncated;
    private boolean encoded;
    private String cursor = "";
    private final Archives archives;
    private String lastClass = "";
    private ArchiveState lastUnrestored;

    /** @param expected how many entries may come */
    public Listing(Archives archives, int expected) {
        this.archives = archives;
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
        truncated = text.strip().equals("true");
    }

    void encodingType(String text) {
        encoded = text.strip().equals("url");
    }

    void cursor(String text) {
        cursor = text;
    }

    /** Whether it says how to go on where it says that there is more. */
    boolean isConsistent() {
        return !truncated || !cursor.isEmpty();
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
        return new ListPage(objects, truncated ? Optional.of(cursor) : Optional.empty());
    }

    /** Undoes {@code encoding-type=url}: percent signs, and plus signs for spaces. */
    static String decode(String text) throws MalformedXmlException {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedXmlException("a key is not encoded as the page says", e);
        }
    }
}
