package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the contract suite does not see: the forms that other clients speak, refusals, and the control paths. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeanS3ServerTest {
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=me/20260101/us-east-1/s3/aws4_request, " + "SignedHeaders=host, Signature=0";

    private final HttpClient http = HttpClient.newHttpClient();
    private LeanS3Server server;

    @BeforeAll
    void start() throws Exception {
        server = LeanS3Server.start("me");
        ask("PUT", "/b", "");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        http.close();
    }

    private HttpResponse<String> ask(String method, String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint() + target))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", AUTHORIZATION);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Intake.base64((int) crc.getValue());
    }

    @Test
    void anUnknownAccessKeyIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/b?list-type=2"))
                .header("Authorization", AUTHORIZATION.replace("=me/", "=you/"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("<Code>InvalidAccessKeyId</Code>"), answer.body());
    }

    @Test
    void anAwsChunkedBodyWithATrailerIsStoredWithoutItsFraming() throws Exception {
        String framed =
                "5;chunk-signature=0\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32c:" + crc("hello!") + "\r\n\r\n";
        String[] headers = {"Content-Encoding", "aws-chunked,gzip", "x-amz-decoded-content-length", "6"};
        HttpResponse<String> put = ask("PUT", "/b/chunked", framed, headers);
        assertEquals(200, put.statusCode(), put.body());
        HttpResponse<String> got = ask("GET", "/b/chunked", "");
        assertEquals("hello!", got.body());
        assertEquals("gzip", got.headers().firstValue("content-encoding").orElse(""));
        assertEquals(
                "\"5a8dd3ad0756a93ded72b823b19dd877\"",
                got.headers().firstValue("etag").orElse(""));
    }

    @Test
    void anAwsChunkedBodyWithAWrongTrailerIsRefused() throws Exception {
        String framed = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:" + crc("hullo") + "\r\n\r\n";
        HttpResponse<String> put = ask("PUT", "/b/wrong", framed, "Content-Encoding", "aws-chunked");
        assertEquals(400, put.statusCode());
        assertTrue(put.body().contains("<Code>BadDigest</Code>"), put.body());
        assertEquals(404, ask("HEAD", "/b/wrong", "").statusCode());
    }

    @Test
    void aVersion1ListingGoesOnBehindItsMarker() throws Exception {
        ask("PUT", "/v1", "");
        for (String key : new String[] {"a", "d/1", "d/2", "e"}) {
            ask("PUT", "/v1/" + key, key);
        }
        String first = ask("GET", "/v1?max-keys=2&delimiter=/&marker=", "").body();
        assertTrue(first.contains("<Key>a</Key>"), first);
        assertTrue(first.contains("<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>"), first);
        assertTrue(first.contains("<IsTruncated>true</IsTruncated>"), first);
        assertTrue(first.contains("<NextMarker>d/</NextMarker>"), first);
        String second = ask("GET", "/v1?max-keys=2&delimiter=/&marker=d/", "").body();
        assertTrue(second.contains("<Key>e</Key>"), second);
        assertFalse(second.contains("d/</Prefix></CommonPrefixes>"), second);
        assertTrue(second.contains("<IsTruncated>false</IsTruncated>"), second);
    }

    @Test
    void deletingManyLeavesTheOthers() throws Exception {
        ask("PUT", "/many", "");
        for (String key : new String[] {"one", "tw%26o", "three"}) {
            ask("PUT", "/many/" + key, key);
        }
        String body = "<Delete><Object><Key>one</Key></Object><Object><Key>tw&amp;o</Key></Object></Delete>";
        assertEquals(200, ask("POST", "/many?delete", body).statusCode());
        String left = ask("GET", "/many?list-type=2", "").body();
        assertTrue(left.contains("<KeyCount>1</KeyCount>"), left);
        assertTrue(left.contains("<Key>three</Key>"), left);
    }

    @Test
    void seededObjectsAreWhatTheyWereAndAreCounted() throws Exception {
        ask("GET", "/_bench/seed?bucket=seeded&count=3&size=3000000", "");
        String[] line = ask("GET", "/_bench/objects?bucket=seeded", "")
                .body()
                .lines()
                .toList()
                .get(1)
                .split("\t");
        HttpResponse<byte[]> got = http.send(
                HttpRequest.newBuilder(URI.create(server.endpoint() + "/seeded/" + line[0]))
                        .header("Authorization", AUTHORIZATION)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        CRC32C crc = new CRC32C();
        crc.update(got.body());
        assertEquals(line[2], Integer.toHexString((int) crc.getValue()));
        assertEquals("3000000", line[1]);
        assertTrue(ask("GET", "/_bench/stats", "").body().contains("get "));
    }

    @Test
    void aDelayIsWaitedOncePerRequest() throws Exception {
        LeanS3Server.Options slow =
                new LeanS3Server.Options("me", Duration.ofMillis(200), true, true, Optional.empty());
        try (LeanS3Server late = LeanS3Server.start(slow)) {
            URI endpoint = URI.create(late.endpoint());
            try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
                long began = System.nanoTime();
                byte[] request = "GET /b HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
                socket.getOutputStream().write(request);
                InputStream in = socket.getInputStream();
                String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                long millis = (System.nanoTime() - began) / 1_000_000;
                assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
                assertTrue(millis >= 200, () -> "after " + millis + " ms");
            }
        }
    }

    @Test
    void bodiesThatAreDroppedAreStillCheckedAndTagged() throws Exception {
        LeanS3Server.Options dropping = new LeanS3Server.Options("me", Duration.ZERO, false, true, Optional.empty());
        try (LeanS3Server forgetful = LeanS3Server.start(dropping)) {
            SignedClient client =
                    new SignedClient(URI.create(forgetful.endpoint()), "me", java.time.InstantSource.system());
            client.send("PUT", "/b", "", new byte[0]);
            client.send("PUT", "/b/k", "", "hello!".getBytes(StandardCharsets.UTF_8), "content-type", "t/x");
            String line = client.send("GET", "/_bench/objects", "bucket=b", new byte[0])
                    .strip();
            CRC32C crc = new CRC32C();
            crc.update("hello!".getBytes(StandardCharsets.UTF_8));
            String hex = Integer.toHexString((int) crc.getValue());
            assertEquals("k\t6\t" + hex + "\t5a8dd3ad0756a93ded72b823b19dd877\tcontent-type=t/x;", line);
        }
    }
}
