package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From COS and Kodo, and to them, by URLs of their schemes. */
@Timeout(120)
class ProviderTest {
    private static final String BUCKET = "data-1250000000";

    private static final Map<String, String> USER = Map.of("name", "value", "text", "some = text; more");

    @TempDir
    Path folder;

    @Test
    void cosIsReadByItsScheme() throws Exception {
        try (ProviderServer cos = ProviderServer.cos(Scene.SRC)) {
            isReadByItsScheme(cos, Profiles.COS);
        }
    }

    @Test
    void kodoIsReadByItsScheme() throws Exception {
        try (ProviderServer kodo = ProviderServer.kodo(Scene.SRC)) {
            isReadByItsScheme(kodo, Profiles.KODO);
        }
    }

    @Test
    void cosIsWrittenByItsProfile() throws Exception {
        try (ProviderServer cos = ProviderServer.cos(Scene.DST)) {
            isWrittenByItsProfile(cos, Profiles.COS);
        }
    }

    @Test
    void kodoIsWrittenByItsProfile() throws Exception {
        try (ProviderServer kodo = ProviderServer.kodo(Scene.DST)) {
            isWrittenByItsProfile(kodo, Profiles.KODO);
        }
    }

    @Test
    void theSdkReadsCosAlike() throws Exception {
        try (ProviderServer cos = ProviderServer.cos(Scene.SRC)) {
            isReadByItsScheme(cos, Profiles.COS, "--client", "sdk");
        }
    }

    @Test
    void theSdkReadsKodoAlike() throws Exception {
        try (ProviderServer kodo = ProviderServer.kodo(Scene.SRC)) {
            isReadByItsScheme(kodo, Profiles.KODO, "--client", "sdk");
        }
    }

    @Test
    void classesGoByTheNamesOfTheService() throws Exception {
        try (ProviderServer kodo = ProviderServer.kodo(Scene.DST);
                Scene scene = Scene.in(folder);
                ObjectStore destination = open(kodo, Profiles.KODO, Scene.DST.id(), Scene.DST.secret())) {
            kodo.createBucket(BUCKET);
            scene.put("small", 100);
            scene.put("large", 20 << 20);
            scene.to("kodo://" + BUCKET).destinationAt(kodo.endpoint());
            scene.replicate("--storage-class", "STANDARD_IA")
                    .ended(2)
                    .says("Qiniu Kodo has the classes STANDARD, LINE,");
            scene.replicate("--storage-class", "LINE").ended(0);
            assertEquals("LINE", destination.head(new ObjectKey("small")).storageClass());
            assertEquals("LINE", destination.head(new ObjectKey("large")).storageClass());
        }
    }

    @Test
    void cosTakenForAmazonIsRefusedInItsOwnWords() throws Exception {
        try (ProviderServer cos = ProviderServer.cos(Scene.SRC);
                Scene scene = Scene.in(folder)) {
            cos.createBucket(BUCKET);
            scene.from("s3://" + BUCKET)
                    .sourceAt(cos.endpoint())
                    .replicate()
                    .ended(3)
                    .says("PathStyleDomainForbidden");
        }
    }

    @Test
    void anUnknownProfileIsOneClearProblem() throws Exception {
        try (Scene scene = Scene.in(folder)) {
            scene.replicate("--source-profile", "cso")
                    .ended(2)
                    .says("drh: --source-profile must be one of aws, s3, ceph, ", "did you mean cos? (was cso)");
            scene.drh("replicate", "cos://data-1250000000", "s3://to")
                    .ended(2)
                    .says("SOURCE needs a region or an endpoint: Tencent COS is at https://cos.REGION.myqcloud.com");
            scene.assertNothingWritten();
        }
    }

    private void isReadByItsScheme(ProviderServer server, StoreProfile profile, String... options) throws Exception {
        server.createBucket(BUCKET);
        try (Scene scene = Scene.in(folder);
                ObjectStore source = open(server, profile, Scene.SRC.id(), Scene.SRC.secret())) {
            fill(source);
            scene.from(profile.scheme() + "://" + BUCKET + "/in/").sourceAt(server.endpoint());
            scene.replicate(options).ended(0);
            Map<String, String> expected = Scene.contents(source);
            Map<String, String> written = Scene.contents(scene.destination);
            assertEquals(expected.size() - 1, written.size());
            written.forEach((key, content) -> assertEquals(expected.get("in/" + key), content, key));
            assertEquals(USER, plain(scene.metadataAtDestination("a b")));
            scene.verify("--quiet").ended(0);
            scene.plan("--exit-code").ended(0);
        }
    }

    private void isWrittenByItsProfile(ProviderServer server, StoreProfile profile) throws Exception {
        server.createBucket(BUCKET);
        try (Scene scene = Scene.in(folder);
                ObjectStore destination = open(server, profile, Scene.DST.id(), Scene.DST.secret())) {
            for (int i = 0; i < 40; i++) {
                scene.put("o-" + i, i * 1_000);
            }
            scene.put("large", 20 << 20);
            Scene.put(scene.source, "described", ObjectMetadata.NONE.withUser(USER), BytesPayload.of("body"));
            scene.to("s3://" + BUCKET).destinationAt(server.endpoint());
            scene.replicate("--quiet", "--destination-profile", profile.name()).ended(0);
            assertEquals(Scene.contents(scene.source), Scene.contents(destination));
            assertEquals(
                    USER, plain(destination.head(new ObjectKey("described")).metadata()));
            scene.plan("--exit-code", "--destination-profile", profile.name()).ended(0);
            scene.verify("--quiet", "--deep", "--destination-profile", profile.name())
                    .ended(0);
        }
    }

    /** Without what a copy remembers of its source. */
    private static Map<String, String> plain(ObjectMetadata metadata) {
        return metadata.withoutUser(ObjectMetadata.SOURCE_ETAG).user();
    }

    /** More than a page, some of it odd, one of it in parts, one of it outside the prefix. */
    private static void fill(ObjectStore store) throws Exception {
        for (int i = 0; i < 1_100; i++) {
            Scene.put(store, "in/%04d".formatted(i), ObjectMetadata.NONE, BytesPayload.of("object " + i));
        }
        for (String name : new String[] {"a b", "a+b", "100%", "\u65e5\u672c\u8a9e", "x&y<z>", "dir/sub/"}) {
            Scene.put(store, "in/" + name, ObjectMetadata.NONE.withUser(USER), BytesPayload.of(name));
        }
        Scene.put(store, "in/large", ObjectMetadata.NONE, BytesPayload.random(7, 20 << 20));
        Scene.put(store, "out", ObjectMetadata.NONE, BytesPayload.of("not this one"));
        assertTrue(Scene.keys(store).size() > 1_100);
    }

    private static ObjectStore open(ProviderServer server, StoreProfile profile, String id, String secret) {
        return S3Stores.open(
                S3Settings.bucket(BUCKET).at(server.endpoint()).as(profile),
                CredentialsSource.of(Credentials.of(id, secret)),
                Map.of());
    }
}
