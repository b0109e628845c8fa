package io.replicationhub.localservers.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.CephServer;
import io.replicationhub.localservers.S3MockServer;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/test-servers.md says what the servers do not do; this is where it comes from, and what keeps it true. */
@Timeout(240)
class SurveyTest {
    private static final AccessKey KEY = new AccessKey("local", "local-secret");

    @Test
    void s3proxyInMemory() throws IOException {
        try (S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY))) {
            assertFails("s3proxy-memory.txt", server.endpoint());
        }
    }

    @Test
    @Tag("slow")
    void s3proxyInAFolder(@TempDir Path folder) throws IOException {
        try (S3ProxyServer server =
                S3ProxyServer.start(S3ProxySettings.inMemory(KEY).storedIn(folder))) {
            assertFails("s3proxy-folder.txt", server.endpoint());
        }
    }

    @Test
    @Tag("slow")
    void s3mock() throws IOException {
        try (S3MockServer server = S3MockServer.start()) {
            assertFails("s3mock.txt", server.endpoint());
        }
    }

    @Test
    @Tag("slow")
    void ceph() throws IOException {
        assumeTrue(CephServer.whyNot().isEmpty(), () -> CephServer.whyNot().orElse(""));
        try (CephServer server = CephServer.start(KEY)) {
            assertFails("ceph.txt", server.endpoint());
        }
    }

    /** The resource has the name of a question that the server fails in each line, and nothing else. */
    private static void assertFails(String resource, URI endpoint) throws IOException {
        Survey survey = new Survey(new SignedClient(endpoint, KEY));
        survey.createBucket();
        KeyQuestions.ask(survey);
        ObjectQuestions.ask(survey);
        UploadQuestions.ask(survey);
        Map<String, String> unexpected = new TreeMap<>(survey.failed());
        Set<String> mended = new TreeSet<>();
        try (InputStream in = SurveyTest.class.getResourceAsStream(resource)) {
            for (String question : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (unexpected.remove(question) == null) {
                    mended.add(question);
                }
            }
        }
        assertEquals(Map.of(), unexpected, "not known to fail in " + resource);
        assertEquals(Set.of(), mended, "no longer fail in " + resource);
        assertTrue(survey.asked() > 130, "only " + survey.asked() + " questions were asked");
    }
}
