package io.replicationhub.wire;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.AnswerHead;
import org.jspecify.annotations.Nullable;

/** {@code bytes 0-9/100}; the total is -1 where the store writes {@code *}. */
public record ContentRange(long first, long last, long total) {

    /** Reads the header; null where there is none, or it is of no such form. */
    public static @Nullable ContentRange parse(@Nullable String text) {
        if (text == null || !text.startsWith("bytes ")) {
            return null;
        }
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        if (dash < 0 || slash < dash) {
            return null;
        }
        try {
            String total = text.substring(slash + 1).trim();
            return new ContentRange(
                    Long.parseLong(text.substring("bytes ".length(), dash).trim()),
                    Long.parseLong(text.substring(dash + 1, slash).trim()),
                    total.equals("*") ? -1 : Long.parseLong(total));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * The range of an answer to a request for one, which it must be of, exactly.
     *
     * @throws StorageException.Corrupt where it is of another or of none
     */
    public static ContentRange exactly(Asked asked, AnswerHead answer, ByteRange wanted) throws StorageException {
        String text = answer.header("content-range");
        ContentRange range = parse(text);
        if (answer.status() != 206 || range == null) {
            throw new StorageException.Corrupt(
                    asked + ": asked for " + wanted.header() + ", answered " + answer.status() + " without a range",
                    null);
        }
        boolean same = range.first() == wanted.offset() && range.last() + 1 == wanted.end() && range.total() >= 0;
        boolean sameLength = answer.contentLength() < 0 || answer.contentLength() == wanted.length();
        if (!same || !sameLength) {
            throw new StorageException.Corrupt(
                    asked + ": asked for " + wanted.header() + ", answered " + text + " with length "
                            + answer.contentLength(),
                    null);
        }
        return range;
    }
}
