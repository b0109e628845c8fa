package io.replicationhub.storage.oss;

import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.text.KeptHeaders;
import io.replicationhub.wire.text.Timestamps;
import java.time.Instant;
import java.util.OptionalLong;

/** Reads an object's head from the headers of a HEAD's or a GET's answer. */
final class OssHeads {
    private OssHeads() {}

    /** The checksum of OSS is of the whole object also where a range is answered (OSS documentation, "GetObject"). */
    static ObjectHead read(AnswerHead answer, long size) {
        Instant modified = Timestamps.http(answer.header("last-modified")).orElse(Instant.EPOCH);
        KeptHeaders kept = new KeptHeaders();
        answer.headers(kept);
        return new ObjectHead(
                new ObjectStamp(size, ObjectAnswers.etag(answer), modified),
                OssMetadata.read(answer),
                kept.storageClass(),
                OptionalLong.empty(),
                ObjectAnswers.count(answer.header("x-oss-tagging-count")),
                kept.archive(Archives.OSS),
                kept.checksums());
    }
}
