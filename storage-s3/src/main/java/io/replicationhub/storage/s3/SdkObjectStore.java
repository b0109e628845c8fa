package io.replicationhub.storage.s3;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.RetrievalTier;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.profile.MetadataText;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.text.Checksums;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.Tier;

/**
 * A bucket through the AWS SDK: the oracle of the wire in tests, the way through proxies, and a user's way out. Bodies are
 * held whole while they are sent. Metadata beyond ASCII always goes as encoded words: the SDK sends no other header text.
 */
final class SdkObjectStore implements ObjectStore {
    /** What the SDK can send, whatever the dialect. */
    static final MetadataText SPELLING = MetadataText.RFC_2047;

    private final String bucket;
    private final String place;
    private final String endpoint;
    private final S3Dialect dialect;
    private final S3Client client;
    private final SdkCalls calls;
    private final SdkUploads uploads;
    private final SdkListings listings;
    private final SdkReads reads;

    SdkObjectStore(String bucket, String endpoint, S3Dialect dialect, S3Client client, SdkCalls calls) {
        this.bucket = bucket;
        this.place = "s3://" + bucket;
        this.endpoint = endpoint;
        this.dialect = dialect.with(SPELLING);
        this.client = client;
        this.calls = calls;
        this.uploads = new SdkUploads(bucket, dialect, client, calls);
        this.reads = new SdkReads(bucket, this.dialect, client, calls);
        this.listings = new SdkListings(bucket, dialect, client, calls);
    }

    @Override
    public String description() {
        return "s3://" + bucket + " at " + endpoint + " by the AWS SDK";
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public StoreLimits limits() {
        return dialect.limits();
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        return listings.list(request);
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        return reads.head(key);
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return reads.headFirstPart(key, ifMatch);
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return reads.tags(key);
    }

    @Override
    public ObjectReading open(ReadRequest read) throws StorageException {
        return reads.open(read);
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        Asked asked = new Asked("PUT", place, key);
        StoreRequest headers = StoreRequest.of("PUT", asked, "");
        MetadataHeaders.write(headers, metadata, SPELLING);
        OptionHeaders.write(headers, options);
        RequestBody body = calls.body(asked, payload);
        return ETag.parse(SdkUploads.orEmpty(calls.call(
                asked,
                () -> client.putObject(
                                put -> {
                                    put.bucket(bucket)
                                            .key(key.value())
                                            .overrideConfiguration(SdkCalls.headers(headers));
                                    if (dialect.checksums() == BodyChecksum.CRC32C) {
                                        put.checksumCRC32C(Checksums.base64(
                                                payload.crc32c().orElseThrow()));
                                    }
                                },
                                body)
                        .eTag())));
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        Asked asked = new Asked("COPY to", place, key);
        StoreRequest headers = StoreRequest.of("PUT", asked, "");
        MetadataHeaders.write(headers, replacement == null ? ObjectMetadata.NONE : replacement, SPELLING);
        OptionHeaders.writeCopy(headers, options);
        CopyObjectResult made = calls.call(
                asked,
                () -> client.copyObject(copy -> {
                            copy.sourceBucket(source.bucket())
                                    .sourceKey(source.key().value())
                                    .destinationBucket(bucket)
                                    .destinationKey(key.value())
                                    .metadataDirective(replacement == null ? null : MetadataDirective.REPLACE)
                                    .overrideConfiguration(SdkCalls.headers(headers));
                            source.version().ifPresent(id -> copy.sourceVersionId(id.value()));
                            if (source.etag().isPresent()) {
                                copy.copySourceIfMatch(source.etag().quoted());
                            }
                        })
                        .copyObjectResult());
        SdkDocument.check(asked, made);
        SdkDocument.check(asked, made.eTag(), made.lastModified());
        return ETag.parse(SdkUploads.orEmpty(made.eTag()));
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        calls.remove(
                new Asked("DELETE", place, key),
                () -> client.deleteObject(delete -> delete.bucket(bucket).key(key.value())));
    }

    @Override
    public RestoreAnswer restore(RestoreRequest wanted) throws StorageException {
        boolean withDays = !dialect.archives().tiered().contains(wanted.storageClass());
        return Restoring.answer(() -> calls.call(
                        new Asked("RESTORE", bucket, wanted.key()),
                        () -> client.restoreObject(restore -> restore.bucket(bucket)
                                        .key(wanted.key().value())
                                        .restoreRequest(terms -> terms.days(withDays ? wanted.days() : null)
                                                .glacierJobParameters(job -> job.tier(tier(wanted.tier())))))
                                .sdkHttpResponse())
                .statusCode());
    }

    private static Tier tier(RetrievalTier tier) {
        return switch (tier) {
            case EXPEDITED -> Tier.EXPEDITED;
            case STANDARD -> Tier.STANDARD;
            case BULK -> Tier.BULK;
        };
    }

    @Override
    public MultipartUploads uploads() {
        return uploads;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return description();
    }
}
