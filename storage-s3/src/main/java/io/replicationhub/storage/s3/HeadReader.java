package io.replicationhub.storage.s3;

import io.replicationhub.checksum.Qetag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ContentRange;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.KeptHeaders;
import io.replicationhub.wire.text.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an object's head from the headers of a HEAD's or a GET's answer. */
final class HeadReader {
    private HeadReader() {}

    /** Reads answers as a dialect has them. */
    static ObjectAnswers of(S3Dialect dialect) {
        return new ObjectAnswers((answer, size) -> head(answer, dialect, size));
    }

    /** The head, where part 1 was asked for; a store that knows no parts answers for the whole. */
    static ObjectHead firstPart(Asked asked, AnswerHead answer, S3Dialect dialect) throws StorageException {
        ContentRange range = ContentRange.parse(answer.header("content-range"));
        if (range == null || range.total() < 0) {
            return of(dialect).whole(asked, answer);
        }
        ObjectHead head = head(answer, dialect, range.total());
        boolean inParts = head.stamp().etag().parts() > 0 || answer.header("x-amz-mp-parts-count") != null;
        return inParts && range.first() == 0 ? head.withFirstPart(range.last() + 1) : head;
    }

    private static ObjectHead head(AnswerHead answer, S3Dialect dialect, long size) {
        Instant modified = Timestamps.http(answer.header("last-modified")).orElse(Instant.EPOCH);
        KeptHeaders kept = new KeptHeaders();
        answer.headers(kept);
        // What a part or range is answered with may be the checksum of that alone.
        boolean whole = answer.header("content-range") == null;
        return new ObjectHead(
                new ObjectStamp(size, ObjectAnswers.etag(answer), modified),
                MetadataHeaders.read(answer, dialect),
                kept.storageClass(),
                OptionalLong.empty(),
                ObjectAnswers.count(answer.header("x-amz-tagging-count")),
                kept.archive(dialect.archives()),
                whole ? checksums(answer, kept, dialect) : List.of(),
                ObjectAnswers.count(answer.header("x-amz-missing-meta")));
    }

    private static List<PublishedChecksum> checksums(AnswerHead answer, KeptHeaders kept, S3Dialect dialect) {
        Optional<PublishedChecksum> hash =
                dialect.qetags() ? Qetag.parse(ObjectAnswers.etag(answer).value()) : Optional.empty();
        return hash.isPresent() ? List.of(hash.get()) : kept.checksums();
    }
}
