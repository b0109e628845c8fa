package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.BucketFacts.Notification;
import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.BucketFacts.Ownership;
import io.replicationhub.object.BucketFacts.Retention;
import io.replicationhub.object.BucketFacts.UploadExpiry;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers in the words of S3's API reference, and what servers say that do not know the question. */
class SdkBucketFactsTest {
    private ScriptedServer server;
    private BucketFacts facts;

    @BeforeEach
    void begin() throws Exception {
        server = ScriptedServer.start();
        facts = S3Stores.facts(
                S3Settings.bucket("b").at(server.endpoint()),
                CredentialsSource.of(Credentials.of("ID", "secret")),
                Map.of());
    }

    @AfterEach
    void end() throws Exception {
        facts.close();
        server.close();
    }

    private void answers(String document) {
        server.answer(ScriptedServer.http(200, "Content-Type: application/xml\r\n", document));
    }

    @Test
    void settingsAreRead() throws Exception {
        answers("""
            <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>\
            <Mode>COMPLIANCE</Mode><Years>2</Years></DefaultRetention></Rule></ObjectLockConfiguration>\
            """);
        assertEquals(Optional.of(new ObjectLock(Optional.of(new Retention("COMPLIANCE", 730)))), facts.lock());
        answers("""
            <LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><And><Prefix>a/</Prefix></And></Filter>\
            <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>\
            </AbortIncompleteMultipartUpload></Rule><Rule><Status>Disabled</Status><Prefix></Prefix>\
            <AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>\
            </AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>\
            """);
        assertEquals(List.of(new UploadExpiry("a/", 7)), facts.uploadExpiries());
        answers("""
            <OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule>\
            </OwnershipControls>\
            """);
        assertEquals(Optional.of(Ownership.BUCKET_OWNER_PREFERRED), facts.ownership());
        answers("""
            <NotificationConfiguration><QueueConfiguration><Queue>arn:q</Queue><Event>s3:ObjectCreated:Put</Event>\
            </QueueConfiguration><EventBridgeConfiguration/></NotificationConfiguration>\
            """);
        List<Notification> told = facts.notifications();
        assertEquals(new Notification("arn:q", Set.of("s3:ObjectCreated:Put")), told.getFirst());
        assertTrue(
                told.getFirst().tellsOf("s3:ObjectCreated:") && told.getLast().tellsOf("s3:ObjectRemoved:"));
        answers("<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
        assertEquals(Keeping.SUSPENDED, facts.keeping());
    }

    @Test
    void whatIsNotSetIsToldApartFromWhatIsNotKnown() throws Exception {
        server.answer(ScriptedServer.error(404, "ObjectLockConfigurationNotFoundError", ""))
                .answer(ScriptedServer.error(404, "NoSuchLifecycleConfiguration", ""))
                .answer(ScriptedServer.error(404, "OwnershipControlsNotFoundError", ""));
        assertEquals(Optional.empty(), facts.lock());
        assertEquals(List.of(), facts.uploadExpiries());
        assertEquals(Optional.empty(), facts.ownership());
        String listing = "<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated></ListBucketResult>";
        answers(listing);
        assertThrows(StorageException.Rejected.class, facts::lock);
        answers(listing);
        assertThrows(StorageException.Rejected.class, facts::uploadExpiries);
        answers(listing);
        assertThrows(StorageException.Rejected.class, facts::ownership);
        server.answer(ScriptedServer.error(501, "NotImplemented", ""));
        assertThrows(StorageException.Rejected.class, facts::ownership);
        server.answer(ScriptedServer.error(404, "NoSuchBucket", ""));
        assertThrows(StorageException.Missing.class, facts::uploadExpiries);
    }

    @Test
    void aRefusalHasTheTimeToo() throws Exception {
        String date = "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\n";
        server.answer(ScriptedServer.http(200, date, ""));
        assertEquals(Instant.parse("2026-11-21T10:00:00Z"), facts.time());
        server.answer(ScriptedServer.http(403, date, ""));
        assertEquals(Instant.parse("2026-11-21T10:00:00Z"), facts.time());
        server.answer(ScriptedServer.http(200, "", ""));
        assertThrows(StorageException.Rejected.class, facts::time);
    }
}
