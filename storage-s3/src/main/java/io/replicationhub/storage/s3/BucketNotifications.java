package io.replicationhub.storage.s3;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.xml.BytesPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a bucket tells of its events, as the document that S3 keeps: one for the whole bucket, always written whole, and
 * without a version to pin a write to (Amazon S3 API Reference, GetBucketNotificationConfiguration and
 * PutBucketNotificationConfiguration). Over the wire. Thread-safe.
 */
public final class BucketNotifications implements AutoCloseable {
    private static final String QUERY = "notification=";
    private static final int BYTES_MOST = 1 << 20;

    private final String place;
    private final S3Caller caller;

    private BucketNotifications(String place, S3Caller caller) {
        this.place = place;
        this.caller = caller;
    }

    /** Whether S3 is to see to it that every queue, topic and function that the document names can be told. */
    public enum Targets {
        CHECKED,
        /** For documents from which a rule is taken away: another rule's queue that is gone must not stand in the way. */
        UNCHECKED
    }

    /**
     * Nothing is asked of the store yet.
     *
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static BucketNotifications open(S3Settings settings, CredentialsSource credentials) {
        return new BucketNotifications("s3://" + settings.bucket(), S3Stores.caller(settings, credentials));
    }

    /** The document. */
    public String read() throws StorageException {
        Asked asked = Asked.ofBucket("GET NOTIFICATIONS of", place);
        try (Answer answer = caller.call(StoreRequest.of("GET", asked, QUERY))) {
            return new String(answer.body().readNBytes(BYTES_MOST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw caller.broken(asked, e);
        }
    }

    /** Puts another document in its place. The last writer's counts. */
    public void write(String document, Targets targets) throws StorageException {
        StoreRequest request = StoreRequest.with(
                        BytesPayload.of(document), "PUT", Asked.ofBucket("PUT NOTIFICATIONS of", place), QUERY)
                .header("content-type", "application/xml");
        if (targets == Targets.UNCHECKED) {
            request.header("x-amz-skip-destination-validation", "true");
        }
        caller.call(request).close();
    }

    @Override
    public void close() {
        caller.close();
    }
}
