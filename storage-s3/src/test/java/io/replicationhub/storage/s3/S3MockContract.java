package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.S3MockServer;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over S3Mock, by one face of the adapter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3MockContract extends ObjectStoreContract {
    private static final String HALF_REPLACED = "S3Mock replaces a copy's user metadata, not its content type";
    private final S3Settings.Face face;
    private S3MockServer server;
    private ObjectStore store;
    private ObjectStore other;

    S3MockContract(S3Settings.Face face) {
        this.face = face;
    }

    @BeforeAll
    void start() throws Exception {
        Assumptions.assumeTrue(S3MockServer.jar().isPresent(), "S3Mock's jar is not there; local-servers fetches it");
        server = S3MockServer.start();
        make("first");
        make("second");
        store = open("first");
        other = open("second");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            store.close();
            other.close();
            server.close();
        }
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore other() {
        return other;
    }

    @Override
    public ObjectStore missingBucket() {
        return open("never-made");
    }

    @Override
    public ObjectStore wrongSecret() {
        return open("first");
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.ofEntries(
                Map.entry(Capability.SIGNATURES_CHECKED, "S3Mock takes any credentials"),
                Map.entry(Capability.CHECKSUMS_CHECKED, "S3Mock calls a wrong checksum a BadRequest"),
                Map.entry(Capability.PART_CHECKSUMS_CHECKED, "S3Mock calls a wrong checksum a BadRequest"),
                Map.entry(Capability.ORDERED_LISTING, "S3Mock sorts by UTF-16"),
                Map.entry(Capability.SECOND_COMPLETE_REFUSED, "S3Mock completes again"),
                Map.entry(Capability.FIRST_PART_SIZE, "S3Mock does not tell"),
                Map.entry(Capability.CONTROL_CHARACTERS_IN_KEYS, "S3Mock cannot write them into its documents"),
                Map.entry(Capability.WEBSITE_REDIRECT, "S3Mock does not keep it"),
                Map.entry(Capability.LIMITS_CHECKED, "S3Mock has none"),
                Map.entry(Capability.TAGS, "S3Mock neither decodes nor counts them"),
                Map.entry(Capability.STABLE_READING, "S3Mock writes over the file that it is sending"),
                Map.entry(Capability.ATOMIC_REPLACE, "S3Mock writes over the file that it is sending"));
    }

    @Test
    @Disabled("S3Mock answers 400 without a document")
    @Override
    public void anUploadThatNeverWasIsMissing() {}

    @Test
    @Disabled("S3Mock fails a listing during which objects come or go")
    @Override
    public void aListingWhileOthersWriteHasEveryKeyThatWasThereAllAlong() {}

    @Test
    @Disabled(HALF_REPLACED)
    @Override
    public void metadataGoesAlongUnlessItIsReplaced() {}

    @Test
    @Disabled(HALF_REPLACED)
    @Override
    public void aReplacementBeyondAsciiIsKept() {}

    @ParameterizedTest
    @Disabled("S3Mock rewrites content types")
    @ValueSource(strings = "")
    @Override
    public void theContentTypeIsKept(String type) {}

    private ObjectStore open(String bucket) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()).by(face),
                CredentialsSource.of(Credentials.of("any", "secret")));
    }

    private void make(String bucket) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/" + bucket))
                .PUT(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Assertions.assertEquals(
                    200, client.send(request, BodyHandlers.discarding()).statusCode());
        }
    }
}
