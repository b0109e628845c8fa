package io.replicationhub.jobsender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.Uploaders;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaleUploadsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
    private final MemoryCloud cloud = MemoryCloud.s3(now::get);
    private final MemoryObjectStore bucket = cloud.createBucket("bucket");

    @Test
    void onlyWhatIsOldEnoughAndUnderThePrefixIsAborted() throws Exception {
        begin("copies/old");
        begin("elsewhere/old");
        now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
        begin("copies/young");

        assertEquals(
                1,
                new StaleUploads(bucket, "copies/", Optional.empty())
                        .abortUntouchedSince(now.get().minus(Duration.ofDays(7))));
        assertEquals(List.of("copies/young", "elsewhere/old"), left());
    }

    @Test
    void whereItIsSetWhoseUploadsAreOursNobodyElsesAreTouched() throws Exception {
        begin("customer's");
        begin(cloud.bucket("bucket", "arn:aws:sts::1:assumed-role/worker/function"), "worker's");
        begin(cloud.bucket("bucket", "arn:aws:sts::1:assumed-role/another/i-0"), "another's");
        now.updateAndGet(time -> time.plus(Duration.ofDays(8)));

        var janitor = new StaleUploads(bucket, "", Optional.of(Uploaders.parse("worker")));
        assertEquals(1, janitor.abortUntouchedSince(now.get()));
        assertEquals(List.of("another's", "customer's"), left());
    }

    /** It goes on from one invocation of a worker to the next, for longer than the age. */
    @Test
    void anUploadThatStillGetsPartsIsLeftAlone() throws Exception {
        UploadId slow = bucket.uploads().create(new ObjectKey("slow"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadId left = bucket.uploads().create(new ObjectKey("left"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        bucket.uploads().uploadPart(left, 1, BytesPayload.random(1, 10));
        now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
        bucket.uploads().uploadPart(slow, 1, BytesPayload.random(1, 10));
        var janitor = new StaleUploads(bucket, "", Optional.empty());
        assertEquals(1, janitor.abortUntouchedSince(now.get().minus(Duration.ofDays(7))));
        assertEquals(List.of("slow"), left());
    }

    /** Who may not see whether an upload goes on does not end it. */
    @ParameterizedTest
    @EnumSource(names = {"LIST_PARTS", "ABORT_UPLOAD"})
    void aStoreThatRefusesIsLeftInPeace(RequestKind refused) throws Exception {
        begin("a");
        now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
        var refusing = new FaultyStore(
                bucket, FaultScript.always(refused, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        assertEquals(0, new StaleUploads(refusing, "", Optional.empty()).abortUntouchedSince(now.get()));
        assertEquals(1, bucket.uploads().open("").size());
    }

    private List<String> left() throws StorageException {
        return bucket.uploads().open("").stream()
                .map(upload -> upload.upload().key().value())
                .sorted()
                .toList();
    }

    private void begin(String key) throws StorageException {
        begin(bucket, key);
    }

    private static void begin(MemoryObjectStore by, String key) throws StorageException {
        by.uploads().create(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
    }
}
