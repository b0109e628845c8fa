package io.replicationhub.storage.s3;

import io.replicationhub.checksum.Qetag;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ContentRange;
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
        ContentRange range = ContentRange.exactly(asked, answer, wanted);
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
                MetadataHeaders.read(answer, dialect),
                kept.storageClass(),
                firstPart,
                tagCount(answer.header("x-amz-tagging-count")),
                kept.archive(dialect.archives()),
                whole ? checksums(answer, kept, dialect) : List.of());
    }

    private static List<PublishedChecksum> checksums(AnswerHead answer, KeptHeaders kept, S3Dialect dialect) {
        Optional<PublishedChecksum> hash =
                dialect.qetags() ? Qetag.parse(etag(answer).value()) : Optional.empty();
        return hash.isPresent() ? List.of(hash.get()) : kept.checksums();
    }

    private static int tagCount(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
