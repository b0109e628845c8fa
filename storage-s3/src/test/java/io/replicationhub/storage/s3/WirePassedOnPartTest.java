package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.profile.Addressing;
import io.replicationhub.wire.text.Checksums;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part whose checksum follows it, and what is believed of the answers to it. */
@Timeout(30)
final class WirePassedOnPartTest {
    private static final UploadId UPLOAD = new UploadId(new ObjectKey("key"), "u1");
    private static final int CRC = 0x1234_5678;
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";
    private ScriptedServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = S3Stores.open(
                S3Settings.bucket("bucket")
                        .at(server.endpoint())
                        .inRegion("us-east-1")
                        .speaking(S3Dialect.AMAZON.with(Addressing.PATH)),
                CredentialsSource.of(Credentials.of("access", "secret")),
                Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    private MultipartUploads uploads() {
        return store.uploads();
    }

    private UploadedPart passOn() throws StorageException {
        return uploads().uploadPart(UPLOAD, 3, new Hello());
    }

    @Test
    void theRequestSaysThatAChecksumFollowsAndSignsThat() throws Exception {
        server.answer(http(200, ETAG + Checksums.HEADER + ": " + Checksums.base64(CRC) + "\r\n", ""));
        UploadedPart part = passOn();
        assertEquals(5, part.size());
        assertEquals(OptionalInt.of(CRC), part.crc32c());
        assertTrue(uploads().passesOn());
        ScriptedServer.Request request = server.requests().getFirst();
        assertEquals("STREAMING-UNSIGNED-PAYLOAD-TRAILER", request.header("x-amz-content-sha256"));
        assertEquals("aws-chunked", request.header("content-encoding"));
        assertEquals("5", request.header("x-amz-decoded-content-length"));
        assertEquals("x-amz-checksum-crc32c", request.header("x-amz-trailer"));
        assertTrue(
                request.header("authorization").contains("x-amz-decoded-content-length;x-amz-trailer"),
                request.header("authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-amz-checksum-crc32c: AAAAAA==\r\n", "x-amz-checksum-crc32c: what\r\n"})
    void whoDoesNotSayWhatItTookIsNotBelievedAndNotAskedAgain(String said) {
        server.answer(http(200, ETAG + said, ""));
        assertThrows(StorageException.Corrupt.class, this::passOn);
        assertFalse(uploads().passesOn());
    }

    @Test
    void whoRefusesIsNotAskedAgain() {
        server.answer(error(501, "NotImplemented", ""));
        assertThrows(StorageException.Rejected.class, this::passOn);
        assertFalse(uploads().passesOn());
    }

    @Test
    void whoFindsTheSignatureWrongIsNotAskedAgain() {
        server.answer(error(403, "SignatureDoesNotMatch", ""));
        assertThrows(StorageException.Denied.class, this::passOn);
        assertFalse(uploads().passesOn());
    }

    @Test
    void whoIsNotThereIsAskedAgain() {
        server.answer(error(503, "ServiceUnavailable", ""));
        assertThrows(StorageException.class, this::passOn);
        assertTrue(uploads().passesOn());
    }

    /** Its checksum is known when it was written. */
    private static final class Hello implements Payload {
        private boolean written;

        @Override
        public long length() {
            return 5;
        }

        @Override
        public OptionalInt crc32c() {
            return written ? OptionalInt.of(CRC) : OptionalInt.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            written = true;
        }
    }
}
