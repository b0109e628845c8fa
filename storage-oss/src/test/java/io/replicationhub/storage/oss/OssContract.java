package io.replicationhub.storage.oss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.oss.OssAccount;
import io.replicationhub.localservers.oss.OssServer;
import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.RetrievalTier;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.storage.oss.OssSettings.Face;
import io.replicationhub.storage.oss.OssSettings.Signature;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The contract over the stand-in for OSS, and what holds of OSS alone. */
abstract class OssContract extends ServedStoreContract {
    private static final String REGION = "cn-hangzhou";

    private final Face face;
    private final Signature signature;
    private OssServer server;

    OssContract(Face face, Signature signature) {
        this.face = face;
        this.signature = signature;
    }

    @Override
    protected BucketServer start() {
        server = OssServer.start(REGION, OssAccount.of(who().accessKey(), who().secretKey()));
        return new BucketServer(
                server::createBucket,
                (bucket, who) -> OssStores.open(settings(bucket), CredentialsSource.of(who), Map.of()),
                server);
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = new HashMap<>();
        lacking.put(Capability.LONGEST_KEYS, "keys have up to 1,023 bytes");
        lacking.put(Capability.LIMITS_CHECKED, "user metadata may have 8 KB; tested on its own");
        lacking.put(Capability.MD5_ETAGS, "they are in capitals; tested on its own");
        lacking.put(Capability.STORAGE_CLASSES, "they have other names; tested on their own");
        lacking.put(Capability.CHECKSUMS_CHECKED, "OSS knows no CRC-32C; the engine compares ETags or reads back");
        lacking.put(Capability.PART_CHECKSUMS_CHECKED, "OSS knows no CRC-32C");
        lacking.put(Capability.MULTIPART_ETAGS, "ETags of uploads say nothing of their bytes");
        lacking.put(Capability.FIRST_PART_SIZE, "OSS does not tell of parts");
        lacking.put(Capability.WEBSITE_REDIRECT, "OSS has no redirects of single objects");
        lacking.put(Capability.UNDERSCORES_IN_METADATA_NAMES, "names are of letters, digits and hyphens");
        if (face == Face.SDK) {
            lacking.put(Capability.NON_ASCII_METADATA, "Aliyun's SDK cannot send it; tested on its own");
        }
        return lacking;
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        return key.startsWith("/") || key.startsWith("\\")
                ? Optional.of("OSS refuses such keys (\"Object naming conventions\")")
                : Optional.empty();
    }

    /** Names are of letters, digits and hyphens here. */
    @Override
    @Test
    public void userMetadataIsKept() throws StorageException {
        ObjectMetadata pairs = ObjectMetadata.NONE
                .withUser("a", "1")
                .withUser("with-dash", "some text")
                .withUser("signs", "x=y;z \"quoted\"");
        store().put(key("o"), pairs, WriteOptions.DEFAULT, BytesPayload.of("body"));
        assertEquals(pairs.user(), store().head(key("o")).metadata().user());
    }

    @Test
    void aNameThatOssDoesNotTakeIsNamedAsWhatCannotBeKept() {
        ObjectMetadata odd = ObjectMetadata.NONE.withUser("under_score", "1");
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> store().put(key("o"), odd, WriteOptions.DEFAULT, BytesPayload.of("body")));
        assertEquals(Optional.of(ObjectTrait.USER_METADATA), refused.trait());
    }

    @Test
    void tooMuchUserMetadataAndTooLongAKeyAreRefusedForThatObjectAlone() {
        ObjectMetadata large = ObjectMetadata.NONE.withUser("large", "v".repeat(8_200));
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> store().put(key("o"), large, WriteOptions.DEFAULT, BytesPayload.of("body")));
        assertEquals(Optional.of(ObjectTrait.USER_METADATA), refused.trait());
        assertFails(FailureClass.REJECTED, () -> put("k".repeat(1_024), "body"));
    }

    @Test
    void tagsOfOnePutAreTheMd5InCapitalsAndThoseOfUploadsAreNot() throws StorageException {
        assertEquals("841A2D689AD86BD1611447453C22C6FC", put("o", "body").value());
        UploadId upload = store().uploads().create(key("u"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadedPart part = store().uploads().uploadPart(upload, 1, BytesPayload.of("body"));
        ETag etag = store().uploads().complete(upload, List.of(part));
        assertEquals(1, etag.parts());
        assertEquals(etag, store().head(key("u")).stamp().etag());
    }

    @Test
    void theCrc64OfAnObjectIsPublishedHoweverItCame() throws StorageException {
        ETag etag = put("o", "123456789");
        // The check value of CRC-64/XZ, as catalogues of CRCs list it.
        PublishedChecksum expected = PublishedChecksum.of(ChecksumKind.CRC64ECMA, 0x995DC9BBDF1939FAL);
        assertEquals(List.of(expected), store().head(key("o")).checksums());
        try (ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag))) {
            assertEquals(List.of(expected), reading.head().checksums());
        }
    }

    @Test
    void anObjectInAnArchiveIsReadableOnceItWasRestored() throws StorageException {
        for (String storageClass : List.of("Archive", "ColdArchive", "DeepColdArchive")) {
            WriteOptions options = WriteOptions.DEFAULT.in(Optional.of(storageClass));
            ETag etag = store().put(key("o"), ObjectMetadata.NONE, options, BytesPayload.of("body"));
            assertEquals(storageClass, store().head(key("o")).storageClass());
            assertArchive(ArchiveState.ARCHIVED);
            assertFails(FailureClass.ARCHIVED, () -> store().open(ReadRequest.whole(key("o"), etag)));
            RestoreRequest restore = new RestoreRequest(key("o"), storageClass, 3, RetrievalTier.STANDARD);
            assertEquals(RestoreAnswer.STARTED, store().restore(restore));
            assertArchive(ArchiveState.RESTORING);
            assertEquals(RestoreAnswer.UNDER_WAY, store().restore(restore));
            server.finishRestorations();
            assertArchive(ArchiveState.RESTORED);
            store().open(ReadRequest.whole(key("o"), etag)).close();
            assertEquals(RestoreAnswer.READABLE, store().restore(restore));
        }
        put("warm", "body");
        assertEquals(
                RestoreAnswer.READABLE,
                store().restore(new RestoreRequest(key("warm"), "Standard", 3, RetrievalTier.STANDARD)));
    }

    private void assertArchive(ArchiveState expected) throws StorageException {
        assertEquals(expected, store().head(key("o")).archive());
        assertEquals(
                expected,
                store().list(ListRequest.first("o")).objects().getFirst().archive());
    }

    @Test
    void aRequestThatWePayForSaysSo() throws StorageException {
        put("o", "body");
        try (ObjectStore paid = OssStores.open(
                settings(bucket("first")).paidBy(OssSettings.Payer.REQUESTER), CredentialsSource.of(who()), Map.of())) {
            assertEquals(1, paid.list(ListRequest.first("")).objects().size());
            assertTrue(paid.head(key("o")).stamp().etag().isPresent());
        }
        assertEquals(2, server.requestsPaid());
        server.forgetPaid();
    }

    /** Said by who has read a credentials document anew: the pair in it was replaced, and the old one deleted. */
    @Test
    void aPairThatWasRotatedAwayIsReplacedByTheNewerOne() throws StorageException {
        put("o", "body");
        AtomicReference<Credentials> held = new AtomicReference<>(Credentials.of("rotated-away", who().secretKey()));
        CredentialsSource document = new CredentialsSource() {
            @Override
            public Credentials current() {
                return held.get();
            }

            @Override
            public void expired(Credentials refused) {
                held.set(who());
            }
        };
        try (ObjectStore rotated = OssStores.open(settings(bucket("first")), document, Map.of())) {
            assertEquals(1, rotated.list(ListRequest.first("")).objects().size());
            held.set(Credentials.of(who().accessKey(), "the-secret-before"));
            assertTrue(rotated.head(key("o")).stamp().etag().isPresent());
        }
    }

    private OssSettings settings(String bucket) {
        return OssSettings.bucket(bucket, REGION)
                .at(server.endpoint())
                .signed(signature)
                .by(face);
    }
}
