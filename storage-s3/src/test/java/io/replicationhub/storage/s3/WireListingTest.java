package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents are listings, of objects, parts and uploads, and which only look like them. */
@Timeout(30)
final class WireListingTest extends WireExchange {
    @Test
    void aChunkedListingIsReadToItsEnd() throws Exception {
        server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk("<ListBucketResult><IsTruncated>fal")
                        + chunk("se</IsTruncated><Contents><Key>a</Key><Size>1</Size></Contents>")
                        + chunk("</ListBucketResult>") + "0\r\n\r\n")
                .answer(http(200, DATED, "body"));
        assertEquals(1, store.list(ListRequest.first("")).objects().size());
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
        assertEquals(1, server.connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Ke",
                "<ListBucketResult><Contents><Key>a"
            })
    void aListingThatIsCutOffMayComeWholeTheNextTime(String body) {
        server.answer(http(200, "", body));
        StorageException failure =
                assertThrows(StorageException.Corrupt.class, () -> store.list(ListRequest.first("")));
        assertTrue(failure.isTransient(), failure.getMessage());
    }

    @Test
    void aChunkedListingThatBreaksOffIsNoListing() {
        server.answerAndHangUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("<ListBucketResult>"));
        assertThrows(StorageException.Unavailable.class, () -> store.list(ListRequest.first("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>more",
                "OK"
            })
    void whatIsNoListingIsNeverAnEmptyOne(String body) {
        server.answer(http(200, "", body));
        StorageException failure = assertThrows(StorageException.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.ENDPOINT, failure.scope(), failure.getMessage());
    }

    /** Else the rest of the bucket would be taken for missing. */
    @Test
    void aPageThatSaysHowToGoOnIsNotTheLastWhateverItLeavesOut() throws Exception {
        String token = "<NextContinuationToken>t</NextContinuationToken>";
        server.answer(http(200, "", "<ListBucketResult>" + token + "</ListBucketResult>"))
                .answer(http(
                        200, "", "<ListBucketResult><IsTruncated>false</IsTruncated>" + token + "</ListBucketResult>"))
                .answer(http(200, "", "<ListBucketResult><IsTruncated/></ListBucketResult>"));
        assertEquals(Optional.of("t"), store.list(ListRequest.first("")).cursor());
        assertEquals(Optional.empty(), store.list(ListRequest.first("")).cursor());
        assertEquals(Optional.empty(), store.list(ListRequest.first("")).cursor());
    }

    @Test
    void partsOfWhichMoreFollowAreAskedForAndThoseThatFollowNoneAreNot() throws Exception {
        String one = "<Part><PartNumber>1</PartNumber><Size>5</Size></Part>";
        server.answer(http(
                        200,
                        "",
                        "<ListPartsResult>" + one + "<NextPartNumberMarker>1</NextPartNumberMarker></ListPartsResult>"))
                .answer(http(
                        200,
                        "",
                        "<ListPartsResult>" + one.replace("r>1", "r>2")
                                + "<NextPartNumberMarker>0</NextPartNumberMarker></ListPartsResult>"));
        assertEquals(2, store.uploads().parts(new UploadId(KEY, "u")).size());
        assertEquals(2, server.requests().size());
    }

    /** Taken for one of old it would be aborted. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<Initiated/>", "<Initiated>yesterday</Initiated>"})
    void anUploadThatDoesNotSayWhenItBeganIsNoUpload(String initiated) {
        server.answer(uploads(initiated));
        StorageException failure = assertThrows(
                StorageException.Rejected.class, () -> store.uploads().open(""));
        assertEquals(FailureScope.ENDPOINT, failure.scope(), failure.getMessage());
    }

    @Test
    void theBeginningOfAnUploadMayStandBetweenBlanks() throws Exception {
        server.answer(uploads("<Initiated>\n 2020-01-01T00:00:00.000Z </Initiated>"));
        assertEquals(
                Instant.parse("2020-01-01T00:00:00Z"),
                store.uploads().open("").getFirst().initiated());
    }

    private static String uploads(String initiated) {
        return http(
                200,
                "",
                "<ListMultipartUploadsResult><Upload><Key>k</Key><UploadId>u</UploadId>" + initiated
                        + "</Upload></ListMultipartUploadsResult>");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
