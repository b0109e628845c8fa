package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The contract over a cloud's profile and the stand-in for that cloud, by one face of the adapter. */
abstract class ProviderContract extends ServedStoreContract {
    private final StoreProfile profile;
    private final S3Settings.Face face;
    private final LocalS3Kind provider;

    ProviderContract(StoreProfile profile, S3Settings.Face face, Function<AccessKey, LocalS3> provider) {
        this.profile = profile;
        this.face = face;
        this.provider = LocalS3Kind.everywhere(provider);
    }

    @Override
    protected BucketServer start() {
        return Served.by(settings -> settings.by(face).as(profile), Served.start(provider, who()));
    }

    /** COS wants a number at the end. */
    @Override
    protected String bucket(String name) {
        return name + "-1250000000";
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = new HashMap<>();
        lacking.put(Capability.LONGEST_KEYS, "keys are shorter here");
        lacking.put(Capability.PATH_LIKE_KEYS, "some are refused; those that are not have a test of their own");
        lacking.put(Capability.CHECKSUMS_CHECKED, "no checksums are sent; the engine compares ETags or reads back");
        lacking.put(Capability.PART_CHECKSUMS_CHECKED, "no checksums are sent");
        lacking.put(Capability.MULTIPART_ETAGS, "ETags of uploads say nothing of their bytes");
        lacking.put(Capability.FIRST_PART_SIZE, "no page of the documentation has partNumber with HEAD");
        lacking.put(Capability.WEBSITE_REDIRECT, "no page of the documentation has it");
        return lacking;
    }

    /** What the service tells of an object's bytes, which has a few blocks of 4 MiB. */
    void assertPublished(ChecksumKind kind) throws Exception {
        ObjectKey key = new ObjectKey("published");
        for (int size : new int[] {0, 100_000, (4 << 20) + 1, 9 << 20}) {
            BytesPayload body = BytesPayload.random(size, size);
            store().put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, body);
            RunningChecksum running = RunningChecksum.of(kind);
            running.update(body.bytes(), 0, size);
            List<PublishedChecksum> expected = List.of(running.value());
            ObjectHead head = store().head(key);
            assertEquals(expected, head.checksums());
            ReadRequest request = ReadRequest.whole(key, head.stamp().etag());
            try (ObjectReading reading = store().open(request)) {
                assertEquals(expected, reading.head().checksums());
            }
        }
    }
}
