package io.replicationhub.storage.s3;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ObjectAnswers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a bucket's objects are and hold, through the AWS SDK. */
final class SdkReads {
    /** As a header, so that the SDK does not compute what we do. */
    private static final Consumer<AwsRequestOverrideConfiguration.Builder> CHECKSUM_MODE =
            headers -> headers.putHeader(ChecksumAsking.HEADER, ChecksumAsking.ENABLED);

    private final String bucket;
    private final String place;
    private final S3Dialect dialect;
    private final S3Client client;
    private final SdkCalls calls;
    private final ChecksumAsking checksums;
    private final ObjectAnswers answers;

    SdkReads(String bucket, S3Dialect dialect, S3Client client, SdkCalls calls) {
        this.bucket = bucket;
        this.place = "s3://" + bucket;
        this.dialect = dialect;
        this.client = client;
        this.calls = calls;
        this.checksums = new ChecksumAsking(dialect);
        this.answers = HeadReader.of(dialect);
    }

    ObjectHead head(ObjectKey key) throws StorageException {
        return checksums.head(() -> head(key, CHECKSUM_MODE), () -> head(key, none -> {}));
    }

    private ObjectHead head(ObjectKey key, Consumer<AwsRequestOverrideConfiguration.Builder> headers)
            throws StorageException {
        Asked asked = new Asked("HEAD", place, key);
        SdkHttpResponse response =
                headers(asked, head -> head.bucket(bucket).key(key.value()).overrideConfiguration(headers));
        return answers.whole(asked, new SdkAnswer(response));
    }

    ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        try {
            return head("HEAD part 1 of", key, ifMatch, 1);
        } catch (StorageException.Rejected e) {
            if (e.scope() != FailureScope.OBJECT) {
                throw e;
            }
            return head("HEAD", key, ifMatch, null);
        }
    }

    private ObjectHead head(String what, ObjectKey key, ETag ifMatch, @Nullable Integer part) throws StorageException {
        Asked asked = new Asked(what, place, key);
        SdkHttpResponse response = headers(asked, head -> {
            head.bucket(bucket).key(key.value()).partNumber(part);
            if (ifMatch.isPresent()) {
                head.ifMatch(ifMatch.quoted());
            }
        });
        SdkAnswer answer = new SdkAnswer(response);
        ObjectAnswers.checkPinned(asked, answer, Optional.of(ifMatch));
        return HeadReader.firstPart(asked, answer, dialect);
    }

    /** Makes a HEAD request, and once more where asking why it was refused has mended that. */
    private SdkHttpResponse headers(Asked asked, Consumer<HeadObjectRequest.Builder> head) throws StorageException {
        try {
            return calls.call(asked, () -> client.headObject(head).sdkHttpResponse());
        } catch (StorageException.Denied | StorageException.Rejected e) {
            RefusedHead.ask(e, () -> {
                var unused = calls.call(asked, () -> firstByte(Objects.requireNonNull(asked.key())));
            });
            return calls.call(asked, () -> client.headObject(head).sdkHttpResponse());
        }
    }

    /** Whether there is one. */
    private boolean firstByte(ObjectKey key) {
        try {
            client.getObject(get -> get.bucket(bucket).key(key.value()).range("bytes=0-0"))
                    .abort();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == RefusedHead.NO_FIRST_BYTE) {
                return false;
            }
            throw e;
        }
    }

    ObjectTags tags(ObjectKey key) throws StorageException {
        Asked asked = new Asked("GET TAGS of", place, key);
        GetObjectTaggingResponse answer = calls.call(
                asked, () -> client.getObjectTagging(get -> get.bucket(bucket).key(key.value())));
        SdkDocument.check(asked, answer.hasTagSet() ? answer : null);
        Map<String, String> tags = new HashMap<>();
        answer.tagSet().forEach(tag -> tags.put(SdkUploads.orEmpty(tag.key()), SdkUploads.orEmpty(tag.value())));
        return ObjectTags.of(tags);
    }

    ObjectReading open(ReadRequest read) throws StorageException {
        Asked asked = new Asked("GET", place, read.key());
        SdkBody answer = SdkBody.of(calls.call(
                asked,
                () -> client.getObject(get -> {
                    get.bucket(bucket).key(read.key().value());
                    read.version().ifPresent(id -> get.versionId(id.value()));
                    read.ifMatch().ifPresent(etag -> get.ifMatch(etag.quoted()));
                    if (read.range().isPresent()) {
                        get.range(read.range().get().header());
                    } else if (ChecksumAsking.of(dialect)) {
                        get.overrideConfiguration(CHECKSUM_MODE);
                    }
                })));
        try {
            return answers.open(asked, read, answer);
        } catch (IOException e) {
            throw calls.broken(asked, e);
        }
    }
}
