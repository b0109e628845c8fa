package io.replicationhub.storage.oss;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ContentRange;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.text.KeptHeaders;
import io.replicationhub.wire.text.Timestamps;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads an object's head from the headers of a HEAD's or a GET's answer. */
final class OssHeads {
    private OssHeads() {}

    /** The head, where the answer is of the whole object. */
    static ObjectHead whole(Asked asked, AnswerHead answer) throws StorageException {
        long length = answer.contentLength();
        if (length < 0) {
            throw new StorageException.Rejected(
                    FailureScope.ENDPOINT, asked + ": the answer does not say how long the object is", null);
        }
        return head(answer, length);
    }

    /** The head, where a range was asked for, which the answer must be of, exactly. */
    static ObjectHead range(Asked asked, AnswerHead answer, ByteRange wanted) throws StorageException {
        return head(answer, ContentRange.exactly(asked, answer, wanted).total());
    }

    static ETag etag(AnswerHead answer) {
        String text = answer.header("etag");
        return text == null ? ETag.NONE : ETag.parse(text);
    }

    /** That the answer is of the version that was planned, whatever became of the condition on the way. */
    static void checkPinned(Asked asked, AnswerHead answer, Optional<ETag> pinned) throws StorageException {
        ETag etag = etag(answer);
        if (pinned.isPresent() && pinned.get().isPresent() && etag.isPresent() && !etag.equals(pinned.get())) {
            throw new StorageException.Changed(
                    asked + ": the object is now " + etag + ", not " + pinned.get() + " as planned", null);
        }
    }

    /** The checksum of OSS is of the whole object also where a range is answered (OSS documentation, "GetObject"). */
    private static ObjectHead head(AnswerHead answer, long size) {
        Instant modified = Timestamps.http(answer.header("last-modified")).orElse(Instant.EPOCH);
        KeptHeaders kept = new KeptHeaders();
        answer.headers(kept);
        return new ObjectHead(
                new ObjectStamp(size, etag(answer), modified),
                OssMetadata.read(answer),
                kept.storageClass(),
                OptionalLong.empty(),
                tagCount(answer.header("x-oss-tagging-count")),
                kept.archive(Archives.OSS),
                kept.checksums());
    }

    private static int tagCount(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
