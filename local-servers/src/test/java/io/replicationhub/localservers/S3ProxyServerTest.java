package io.replicationhub.localservers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(60)
class S3ProxyServerTest {
    private static final AccessKey KEY = new AccessKey("local", "local-secret");

    @Test
    void whatIsPutIsReadBack() {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            server.createBucket("bucket");
            byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
            s3.putObject(p -> p.bucket("bucket").key("a/b"), RequestBody.fromBytes(body));
            assertArrayEquals(
                    body,
                    s3.getObjectAsBytes(g -> g.bucket("bucket").key("a/b")).asByteArray());
        }
    }

    @Test
    void creatingABucketTwiceLeavesItsObjects() {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            server.createBucket("bucket");
            s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromString("x"));
            server.createBucket("bucket");
            assertEquals(1, s3.listObjectsV2(l -> l.bucket("bucket")).keyCount());
        }
    }

    @Test
    void commonPrefixesAndKeysComePageByPageAndOnceEach() {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            server.createBucket("bucket");
            for (String key : List.of("a/1", "a/2", "a/b/3", "b", "c/1", "d", "e/f/g")) {
                s3.putObject(p -> p.bucket("bucket").key(key), RequestBody.fromString("x"));
            }
            List<String> entries = new ArrayList<>();
            s3.listObjectsV2Paginator(l -> l.bucket("bucket").delimiter("/").maxKeys(1))
                    .forEach(page -> {
                        assertEquals(1, page.keyCount());
                        page.commonPrefixes().forEach(p -> entries.add(p.prefix()));
                        page.contents().forEach(o -> entries.add(o.key()));
                    });
            assertEquals(List.of("a/", "b", "c/", "d", "e/"), entries);
        }
    }

    @Test
    void aListingShowsEveryWriteDeleteCopyAndCompleteThatHasReturned() {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            server.createBucket("bucket");
            s3.putObject(p -> p.bucket("bucket").key("put"), RequestBody.fromString("x"));
            s3.putObject(p -> p.bucket("bucket").key("put"), RequestBody.fromString("longer"));
            s3.copyObject(c -> c.sourceBucket("bucket")
                    .sourceKey("put")
                    .destinationBucket("bucket")
                    .destinationKey("copied"));
            String upload = s3.createMultipartUpload(c -> c.bucket("bucket").key("joined"))
                    .uploadId();
            String tag = s3.uploadPart(
                            u -> u.bucket("bucket")
                                    .key("joined")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromString("part"))
                    .eTag();
            CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
            s3.completeMultipartUpload(
                    c -> c.bucket("bucket").key("joined").uploadId(upload).multipartUpload(m -> m.parts(part)));
            for (String gone : List.of("gone", "gone in bulk")) {
                s3.putObject(p -> p.bucket("bucket").key(gone), RequestBody.fromString("x"));
            }
            ObjectIdentifier bulk =
                    ObjectIdentifier.builder().key("gone in bulk").build();
            s3.deleteObject(d -> d.bucket("bucket").key("gone"));
            s3.deleteObjects(d -> d.bucket("bucket").delete(x -> x.objects(bulk)));
            assertEquals(
                    List.of("copied 6", "joined 4", "put 6"),
                    s3.listObjectsV2(l -> l.bucket("bucket")).contents().stream()
                            .map(o -> o.key() + " " + o.size())
                            .toList());
            HeadObjectResponse head = s3.headObject(h -> h.bucket("bucket").key("joined"));
            S3Object listed = s3.listObjectsV2(l -> l.bucket("bucket").prefix("joined"))
                    .contents()
                    .get(0);
            assertEquals(head.eTag(), listed.eTag());
            assertEquals(
                    head.lastModified().getEpochSecond(), listed.lastModified().getEpochSecond());
        }
    }

    @Test
    void aWrongSecretAndAnUnknownIdAreRefused() {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY))) {
            server.createBucket("bucket");
            assertEquals("SignatureDoesNotMatch", errorCodeWith(server, new AccessKey("local", "guessed")));
            assertEquals("InvalidAccessKeyId", errorCodeWith(server, new AccessKey("other", "local-secret")));
        }
    }

    @Test
    void twoServersShareNothing() {
        AccessKey other = new AccessKey("other", "other-secret");
        try (S3ProxyServer first = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
                S3ProxyServer second = S3ProxyServer.start(S3ProxySettings.inMemory(other))) {
            first.createBucket("bucket");
            assertEquals("InvalidAccessKeyId", errorCodeWith(second, KEY));
            assertEquals("NoSuchBucket", errorCodeWith(second, other));
        }
    }

    @Test
    void objectsInAFolderOutliveTheServer(@TempDir Path folder) {
        S3ProxySettings settings = S3ProxySettings.inMemory(KEY).storedIn(folder);
        try (S3ProxyServer server = S3ProxyServer.start(settings);
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            server.createBucket("bucket");
            s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromString("kept"));
        }
        try (S3ProxyServer server = S3ProxyServer.start(settings);
                S3Client s3 = Clients.s3(server.endpoint(), KEY)) {
            assertEquals(
                    "kept",
                    s3.getObjectAsBytes(g -> g.bucket("bucket").key("k")).asUtf8String());
        }
    }

    @Test
    void tlsWorksForWhoTrustsTheCertificateAndForNobodyElse() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forThisMachine();
        try (S3ProxyServer server =
                        S3ProxyServer.start(S3ProxySettings.inMemory(KEY).presenting(certificate));
                S3Client trusting = Clients.s3(server.endpoint(), KEY, trust(certificate));
                S3Client wary = Clients.s3(server.endpoint(), KEY)) {
            assertTrue(server.endpoint().toString().startsWith("https://127.0.0.1:"));
            server.createBucket("bucket");
            assertEquals(0, trusting.listObjectsV2(l -> l.bucket("bucket")).keyCount());
            assertThrows(SdkClientException.class, () -> wary.listObjectsV2(l -> l.bucket("bucket")));
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotAcceptedByAClientThatChecksNames() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forNames(List.of("dns:elsewhere.example"));
        try (S3ProxyServer server =
                        S3ProxyServer.start(S3ProxySettings.inMemory(KEY).presenting(certificate));
                S3Client trusting = Clients.s3(server.endpoint(), KEY, trust(certificate))) {
            server.createBucket("bucket");
            assertThrows(SdkClientException.class, () -> trusting.listObjectsV2(l -> l.bucket("bucket")));
        }
    }

    @Test
    void aClosedServerNoLongerListens() {
        S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
        server.close();
        assertThrows(
                IOException.class,
                () -> new Socket("127.0.0.1", server.endpoint().getPort()).close());
    }

    @Test
    void anAccessKeyDoesNotPrintItsSecret() {
        assertFalse(S3ProxySettings.inMemory(KEY).toString().contains("local-secret"));
    }

    private static String errorCodeWith(S3ProxyServer server, AccessKey key) {
        try (S3Client s3 = Clients.s3(server.endpoint(), key)) {
            S3Exception refused = assertThrows(S3Exception.class, () -> s3.listObjectsV2(l -> l.bucket("bucket")));
            return refused.awsErrorDetails().errorCode();
        }
    }

    private static TrustManager[] trust(SelfSignedCertificate certificate) throws Exception {
        Certificate authority = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII)));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
