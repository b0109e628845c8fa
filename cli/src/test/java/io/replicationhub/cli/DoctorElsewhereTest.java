package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.oss.OssAccount;
import io.replicationhub.localservers.oss.OssServer;
import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Profiles;
import io.replicationhub.storage.oss.OssSettings;
import io.replicationhub.storage.oss.OssStores;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code drh doctor} at services other than Amazon S3: what they do not tell is not known, and nothing is left. */
@Timeout(120)
class DoctorElsewhereTest {
    private static final String BUCKET = "doctor-1250000000";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--quiet", "--delete"})
    void aServerThatSpeaksS3(String option) throws Exception {
        try (Scene scene = Scene.in(folder)) {
            scene.put("a", 100);
            scene.drh(scene.arguments("doctor", option).toArray(String[]::new)).ended(0);
            assertTidy(scene.destination);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cos", "kodo"})
    void aServiceThatSpeaksS3InItsOwnWay(String name) throws Exception {
        try (ProviderServer server =
                        name.equals("cos") ? ProviderServer.cos(Scene.DST) : ProviderServer.kodo(Scene.DST);
                Scene scene = Scene.in(folder)) {
            server.createBucket(BUCKET);
            scene.put("a", 100);
            scene.destinationAt(server.endpoint()).to("s3://" + BUCKET + "/x/");
            scene.drh(scene.arguments("doctor", "--destination-profile", name, "--delete")
                            .toArray(String[]::new))
                    .ended(0)
                    .says("A run can go ahead");
            S3Settings there = S3Settings.bucket(BUCKET).at(server.endpoint()).as(Profiles.named(name));
            try (ObjectStore store = S3Stores.open(there, key(), Map.of())) {
                assertTidy(store);
            }
        }
    }

    @Test
    void aliyunOss() throws Exception {
        try (OssServer server = OssServer.start(
                        "cn-hangzhou",
                        OssAccount.of(Scene.SRC.id(), Scene.SRC.secret()),
                        OssAccount.of(Scene.DST.id(), Scene.DST.secret()));
                Scene scene = Scene.in(folder)) {
            server.createBucket(BUCKET);
            scene.put("a", 100);
            scene.destinationAt(server.endpoint()).to("oss://" + BUCKET + "/x/");
            scene.drh(scene.arguments("doctor", "--destination-region", "cn-hangzhou", "--tags")
                            .toArray(String[]::new))
                    .ended(0)
                    .says(
                            "Destination oss://" + BUCKET + "/x/ (Aliyun OSS)",
                            "this service is not asked",
                            "tells of no tags");
            OssSettings there = OssSettings.bucket(BUCKET, "cn-hangzhou").at(server.endpoint());
            try (ObjectStore store = OssStores.open(there, key(), Map.of())) {
                assertTidy(store);
            }
        }
    }

    private static CredentialsSource key() {
        return CredentialsSource.of(Credentials.of(Scene.DST.id(), Scene.DST.secret()));
    }

    private static void assertTidy(ObjectStore store) throws Exception {
        assertEquals(List.of(), Scene.keys(store), "something was left");
        assertEquals(List.of(), store.uploads().open(""), "uploads were left");
    }
}
