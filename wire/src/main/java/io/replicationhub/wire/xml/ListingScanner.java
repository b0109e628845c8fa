package io.replicationhub.wire.xml;

import io.replicationhub.object.ETag;
import io.replicationhub.wire.text.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a page of a listing in the form in which stores write it, for a fraction of what an XML parser costs. Whatever
 * has another form, even at the last byte, it leaves to a parser together with all that follows: what is a listing, and
 * what is wrong with one, is decided there alone. Not thread-safe; for one page.
 */
public final class ListingScanner {
    /** Bytes to have at hand before an entry is looked at, so that it is seldom cut. */
    private static final int AHEAD = 4 << 10;

    private static final int MOST_DIGITS = 18;
    private static final byte[] DECLARATION = ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private static final byte[] ROOT = ascii("<ListBucketResult>");
    private static final byte[] ROOT_OF_AMAZON =
            ascii("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    private static final byte[] ROOT_END = ascii("</ListBucketResult>");
    private static final byte[] ENTRY = ascii("<Contents>");
    private static final byte[] ENTRY_END = ascii("</Contents>");
    private static final byte[] QUOTE = ascii("&quot;");

    private final ElementScanner in;
    private final Listing listing;
    private boolean begun;
    private byte[] lastTimeText = new byte[0];
    private Instant lastTime = Instant.EPOCH;
    private byte[] lastClassText = new byte[0];
    private String lastClass = "";

    public ListingScanner(InputStream in, Listing listing) {
        this.in = new ElementScanner(in);
        this.listing = listing;
    }

    /** Whether it read the page to its end; if not, what is left is in {@link #rest()}. */
    public boolean read() throws IOException {
        int at = root(in.advance(0, AHEAD));
        begun = at >= 0;
        while (at >= 0) {
            at = in.spaces(in.advance(in.spaces(at), AHEAD));
            in.advance(at, 0);
            if (in.matches(ROOT_END, at)) {
                return listing.isConsistent() && isEnd();
            }
            at = child(at);
            while (at == ElementScanner.CUT && in.more()) {
                at = child(in.mark());
            }
        }
        return false;
    }

    /** What was not read, as a document of its own. */
    public InputStream rest() {
        return in.rest(begun ? ROOT : new byte[0]);
    }

    /** Where the content of the root begins. */
    private int root(int from) {
        int at = in.matches(DECLARATION, from) ? in.spaces(from + DECLARATION.length) : from;
        if (in.matches(ROOT_OF_AMAZON, at)) {
            return at + ROOT_OF_AMAZON.length;
        }
        return in.matches(ROOT, at) ? at + ROOT.length : ElementScanner.UNUSUAL;
    }

    /** Whether nothing follows the root. The mark stays before its end, for a parser to see what does. */
    private boolean isEnd() throws IOException {
        int end = in.spaces(in.mark() + ROOT_END.length);
        while (in.isLimit(end) && in.more()) {
            end = in.spaces(in.mark() + ROOT_END.length);
        }
        return in.isEnd(end);
    }

    private int child(int at) {
        if (in.matches(ENTRY, at)) {
            return entry(at + ENTRY.length);
        }
        int end = in.element(at);
        if (end < 0) {
            return end;
        }
        boolean truncated = in.named("IsTruncated");
        boolean cursor = in.named("NextContinuationToken");
        boolean marker = in.named("NextMarker");
        boolean encoding = in.named("EncodingType");
        if (in.named("Contents") || in.isNested() && (truncated || cursor || marker || encoding)) {
            return ElementScanner.UNUSUAL;
        }
        if (truncated) {
            listing.truncated(in.text());
        } else if (cursor) {
            listing.cursor(in.text());
        } else if (marker) {
            listing.marker(in.text());
        } else if (encoding) {
            listing.encodingType(in.text());
        }
        return end;
    }

    private int entry(int from) {
        String key = "";
        String storageClass = "";
        String restoration = "";
        ETag etag = ETag.NONE;
        long size = -1;
        Instant modified = Instant.EPOCH;
        int at = in.spaces(from);
        while (!in.matches(ENTRY_END, at)) {
            int end = in.element(at);
            if (end < 0) {
                return end;
            }
            switch (field()) {
                case OTHER -> {}
                case UNREADABLE -> {
                    return ElementScanner.UNUSUAL;
                }
                case KEY -> key = in.text();
                case SIZE -> size = in.number(MOST_DIGITS);
                case ETAG -> etag = in.isWrappedIn(QUOTE) ? new ETag(in.text(QUOTE.length)) : ETag.parse(in.text());
                case TIME -> modified = lastTime;
                case CLASS -> storageClass = storageClass();
                case RESTORATION -> restoration = in.text();
            }
            at = in.spaces(end);
        }
        if (key.isEmpty() || size < 0) {
            return ElementScanner.UNUSUAL;
        }
        listing.add(key, size, etag, modified, storageClass, restoration);
        return at + ENTRY_END.length;
    }

    private enum Field {
        OTHER,
        UNREADABLE,
        KEY,
        SIZE,
        ETAG,
        TIME,
        CLASS,
        RESTORATION
    }

    /** Which of an entry's elements was passed. */
    private Field field() {
        Field field = switch (in.nameLength()) {
            case 3 -> in.named("Key") ? Field.KEY : Field.OTHER;
            case 4 -> in.named("Size") ? Field.SIZE : in.named("ETag") ? Field.ETAG : Field.OTHER;
            case 12 -> in.named("LastModified") ? Field.TIME : in.named("StorageClass") ? Field.CLASS : Field.OTHER;
            // Of Amazon's form, which is nested and rare, the parser makes out what it says.
            case 13 -> in.named("RestoreStatus") ? Field.UNREADABLE : Field.OTHER;
            case 11 -> in.named("RestoreInfo") ? Field.RESTORATION : Field.OTHER;
            default -> Field.OTHER;
        };
        boolean readable = field == Field.OTHER
                || !in.isNested()
                        && (field != Field.TIME || isTime())
                        && (field != Field.SIZE || in.number(MOST_DIGITS) >= 0);
        return readable ? field : Field.UNREADABLE;
    }

    /** Whether the text is a time, which is then kept: neighbours were often written in the same second. */
    private boolean isTime() {
        if (in.textLength() > 0 && in.rawIs(lastTimeText)) {
            return true;
        }
        Optional<Instant> time = Timestamps.iso(in.text());
        if (time.isPresent()) {
            lastTimeText = in.raw();
            lastTime = time.get();
        }
        return time.isPresent();
    }

    private String storageClass() {
        if (!in.rawIs(lastClassText)) {
            lastClassText = in.raw();
            lastClass = in.text();
        }
        return lastClass;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
