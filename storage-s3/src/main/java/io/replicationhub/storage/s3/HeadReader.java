package io.replicationhub.storage.s3;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.KeptHeaders;
import io.replicationhub.wire.text.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads an object's head from the headers of a HEAD's or a GET's answer. */
final class HeadReader {
    private HeadReader() {}

    /** The head, where the answer is of the whole object. */
    static ObjectHead whole(Asked asked, AnswerHead answer, S3Dialect dialect) throws StorageException {
        long length = answer.contentLength();
        if (length < 0) {
            throw new StorageException.Rejected(
                    FailureScope.ENDPOINT, asked + ": the answer does not say how long the object is", null);
        }
        return head(answer, dialect, length, OptionalLong.empty());
    }

    /** The head, where part 1 was asked for; a store that knows no parts answers for the whole. */
    static ObjectHead firstPart(Asked asked, AnswerHead answer, S3Dialect dialect) throws StorageException {
        ContentRange range = ContentRange.parse(answer.header("content-range"));
        if (range == null || range.total() < 0) {
            return whole(asked, answer, dialect);
        }
        ObjectHead head = head(answer, dialect, range.total(), OptionalLong.empty());
        boolean inParts = head.stamp().etag().parts() > 0 || answer.header("x-amz-mp-parts-count") != null;
        return inParts && range.first() == 0 ? head.withFirstPart(range.last() + 1) : head;
    }

    /** The head, where a range was asked for, which the answer must be of, exactly. */
    static ObjectHead range(Asked asked, AnswerHead answer, S3Dialect dialect, ByteRange wanted)
            throws StorageException {
        String text = answer.header("content-range");
        ContentRange range = ContentRange.parse(text);
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
        return head(answer, dialect, range.total(), OptionalLong.empty());
    }

    static ETag etag(AnswerHead answer) {
        String text = answer.header("etag");
        return text == null ? ETag.NONE : ETag.parse(text);
    }

    /** A store that does not know the condition answers with whatever it has. */
    static void checkPinned(Asked asked, AnswerHead answer, Optional<ETag> pinned) throws StorageException {
        ETag etag = etag(answer);
        if (pinned.isPresent() && pinned.get().isPresent() && etag.isPresent() && !etag.equals(pinned.get())) {
            throw new StorageException.Changed(
                    asked + ": the object is now " + etag + ", not " + pinned.get() + " as planned", null);
        }
    }

    private static ObjectHead head(AnswerHead answer, S3Dialect dialect, long size, OptionalLong firstPart) {
        Instant modified = Timestamps.http(answer.header("last-modified")).orElse(Instant.EPOCH);
        KeptHeaders kept = new KeptHeaders();
        answer.headers(kept);
        // What a part or range is answered with may be the checksum of that alone.
        boolean whole = answer.header("content-range") == null;
        return new ObjectHead(
                new ObjectStamp(size, etag(answer), modified),
                MetadataHeaders.read(answer, dialect.metadataText()),
                kept.storageClass(),
                firstPart,
                tagCount(answer.header("x-amz-tagging-count")),
                kept.archive(dialect.archives()),
                whole ? kept.checksums() : List.of());
    }

    private static int tagCount(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code bytes 0-9/100}; the total is -1 where the store writes {@code *}. */
    private record ContentRange(long first, long last, long total) {

        static @Nullable ContentRange parse(@Nullable String text) {
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
    }
}
