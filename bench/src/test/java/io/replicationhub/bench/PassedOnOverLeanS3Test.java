package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.storage.s3.S3Dialect;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.OncePayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A part whose checksum comes after it, over a server that holds it against that and says so. */
class PassedOnOverLeanS3Test {
    @Test
    void itArrivesWholeAndIsKnownByItsChecksum() throws Exception {
        BytesPayload body = BytesPayload.random(7, 3_300_000);
        try (LeanS3Server server = LeanS3Server.start("access")) {
            URI create = URI.create(server.endpoint() + "/_bench/create?bucket=bucket");
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(create).build(), HttpResponse.BodyHandlers.discarding());
            try (ObjectStore store = S3Stores.open(
                    S3Settings.bucket("bucket")
                            .at(URI.create(server.endpoint()))
                            .inRegion("us-east-1")
                            .speaking(S3Dialect.COMPATIBLE),
                    CredentialsSource.of(Credentials.of("access", "secret")),
                    Map.of())) {
                ObjectKey key = new ObjectKey("o");
                UploadId upload = store.uploads().create(key, ObjectMetadata.NONE, WriteOptions.DEFAULT);
                assertEquals(PassesOn.YES, store.uploads().tryPassingOn(upload, 1));
                UploadedPart part = store.uploads().uploadPart(upload, 1, new OncePayload(body));
                assertEquals(body.crc32c(), part.crc32c());
                ETag etag = store.uploads().complete(upload, List.of(part));
                try (ObjectReading reading = store.open(ReadRequest.whole(key, etag))) {
                    assertArrayEquals(body.bytes(), reading.body().readAllBytes());
                }
            }
        }
    }
}
