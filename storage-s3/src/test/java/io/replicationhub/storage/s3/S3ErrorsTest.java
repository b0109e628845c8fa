package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.xml.XmlDocument;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of S3 mean. The bodies are those that S3 and compatible stores send. */
final class S3ErrorsTest {
    private static final Asked OBJECT = new Asked("GET", "s3://bucket", new ObjectKey("key"));

    /** It stands in a summary, on a terminal and in a log. */
    @Test
    void whatAStoreSaysIsOneLine() {
        S3Error error = new S3Error(403, "AccessDenied\n", "by\r\n\tpolicy \u009b31m\u001b[2J.\u2028No", "4442\n", "");
        assertEquals("403 AccessDenied: by policy  31m [2J. No (request 4442)", error.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied                  | Access Denied                                                          | DENIED      | OBJECT
            403 | AllAccessDisabled             | All access to this object has been disabled                            | DENIED      | OBJECT
            403 | InvalidAccessKeyId            | The AWS Access Key Id you provided does not exist in our records.      | DENIED      | CREDENTIALS
            403 | SignatureDoesNotMatch         | The request signature we calculated does not match                     | DENIED      | CREDENTIALS
            403 | RequestTimeTooSkewed          | The difference between the request time and the current time is large | DENIED      | CREDENTIALS
            400 | AuthorizationHeaderMalformed  | The authorization header is malformed; a non-empty Access Key          | DENIED      | CREDENTIALS
            400 | ExpiredToken                  | The provided token has expired.                                        | EXPIRED     | CREDENTIALS
            400 | InvalidToken                  | The provided token is malformed or otherwise invalid.                  | EXPIRED     | CREDENTIALS
            400 | TokenRefreshRequired          | The provided token must be refreshed.                                  | EXPIRED     | CREDENTIALS
            404 | NoSuchKey                     | The specified key does not exist.                                      | MISSING     | OBJECT
            404 | NoSuchVersion                 | The specified version does not exist.                                  | MISSING     | OBJECT
            404 | NoSuchUpload                  | The specified upload does not exist. The upload ID may be invalid      | MISSING     | OBJECT
            404 | NoSuchBucket                  | The specified bucket does not exist                                    | MISSING     | BUCKET
            412 | PreconditionFailed            | At least one of the pre-conditions you specified did not hold          | CHANGED     | OBJECT
            416 | InvalidRange                  | The requested range is not satisfiable                                 | REJECTED    | OBJECT
            503 | SlowDown                      | Please reduce your request rate.                                       | THROTTLED   | BUCKET
            429 | TooManyRequests               | Please reduce your request rate.                                       | THROTTLED   | BUCKET
            400 | ThrottlingException           | Rate exceeded                                                          | THROTTLED   | BUCKET
            503 | RequestLimitExceeded          | Request limit exceeded.                                                | THROTTLED   | BUCKET
            400 | KMS.ThrottlingException       | You have exceeded the rate at which you may call KMS                   | THROTTLED   | BUCKET
            400 | KMS.DisabledException         | arn:aws:kms:eu-west-1:1:key/2 is disabled.                             | DENIED      | OBJECT
            500 | InternalError                 | We encountered an internal error. Please try again.                    | UNAVAILABLE | OBJECT
            503 | ServiceUnavailable            | Service is unable to handle request.                                   | UNAVAILABLE | ENDPOINT
            400 | RequestTimeout                | Your socket connection to the server was not read from or written to   | UNAVAILABLE | OBJECT
            400 | IncompleteBody                | You did not provide the number of bytes specified by Content-Length    | UNAVAILABLE | OBJECT
            409 | ConditionalRequestConflict    | A conflicting operation occurred                                       | UNAVAILABLE | OBJECT
            409 | OperationAborted              | A conflicting conditional operation is currently in progress           | UNAVAILABLE | OBJECT
            400 | BadDigest                     | The Content-MD5 you specified did not match what we received.          | CORRUPT     | OBJECT
            400 | XAmzContentSHA256Mismatch     | The provided x-amz-content-sha256 header does not match                | CORRUPT     | OBJECT
            403 | InvalidObjectState            | The operation is not valid for the object's storage class              | ARCHIVED    | OBJECT
            400 | EntityTooLarge                | Your proposed upload exceeds the maximum allowed size                  | REJECTED    | OBJECT
            400 | EntityTooSmall                | Your proposed upload is smaller than the minimum allowed size          | REJECTED    | OBJECT
            400 | InvalidPart                   | One or more of the specified parts could not be found.                 | REJECTED    | OBJECT
            400 | InvalidPartOrder              | The list of parts was not in ascending order.                          | REJECTED    | OBJECT
            400 | KeyTooLongError               | Your key is too long                                                   | REJECTED    | OBJECT
            400 | MetadataTooLarge              | Your metadata headers exceed the maximum allowed metadata size         | REJECTED    | OBJECT
            400 | InvalidStorageClass           | The storage class you specified is not valid                           | REJECTED    | OBJECT
            400 | InvalidBucketName             | The specified bucket is not valid.                                     | REJECTED    | BUCKET
            501 | NotImplemented                | A header you provided implies functionality that is not implemented    | REJECTED    | OBJECT
            403 | SomethingNew                  | Words.                                                                 | DENIED      | OBJECT
            400 | SomethingNew                  | Words.                                                                 | REJECTED    | OBJECT
            500 | SomethingNew                  | Words.                                                                 | UNAVAILABLE | OBJECT
            200 | InternalError                 | We encountered an internal error. Please try again.                    | UNAVAILABLE | OBJECT
            """)
    void theCodeDecides(int status, String code, String message, String failure, String scope) throws Exception {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                + message + "</Message><Key>key</Key><Resource>/bucket/key</Resource><RequestId>4442587FB7D0A2F9"
                + "</RequestId><HostId>x+y=</HostId></Error>";
        XmlDocument document = XmlDocument.open(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        StorageException exception = S3Errors.classify(OBJECT, ErrorReader.read(document, status), null);
        assertEquals(failure, exception.failureClass().name());
        assertEquals(scope, exception.scope().name());
        for (String part : new String[] {"GET", "s3://bucket/key", "" + status, code, message, "4442587FB7D0A2F9"}) {
            assertTrue(exception.getMessage().contains(part), exception.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | InvalidTag                      | The TagValue you have provided is invalid     | REJECTED    | OBJECT | OBJECT | TAGS
            400 | InvalidStorageClass             | The storage class you specified is not valid  | REJECTED    | OBJECT | OBJECT | STORAGE_CLASS
            400 | MetadataTooLarge                | Your metadata headers exceed the maximum      | REJECTED    | OBJECT | OBJECT | USER_METADATA
            400 | AccessControlListNotSupported   | The bucket does not allow ACLs                | REJECTED    | BUCKET | BUCKET | ''
            400 | InvalidEncryptionAlgorithmError | The encryption request is not valid           | REJECTED    | BUCKET | BUCKET | ''
            400 | KMS.NotFoundException           | Invalid keyId k                               | DENIED      | BUCKET | OBJECT | ''
            400 | KMS.DisabledException           | arn:aws:kms:eu-west-1:1:key/2 is disabled.    | DENIED      | BUCKET | OBJECT | ''
            400 | KMS.InvalidStateException       | key/2 is pending deletion.                    | DENIED      | BUCKET | OBJECT | ''
            400 | KMS.InvalidKeyUsageException    | The key is one to sign with.                  | DENIED      | BUCKET | OBJECT | ''
            403 | KMS.SomethingNew                | Words.                                        | DENIED      | BUCKET | OBJECT | ''
            403 | AccessDenied | u is not authorized to perform: kms:GenerateDataKey on resource: k | DENIED   | BUCKET | OBJECT | ''
            403 | AccessDenied                    | Access Denied                                 | DENIED      | OBJECT | OBJECT | ''
            400 | KMS.KeyUnavailableException     | The key was not available                     | UNAVAILABLE | OBJECT | OBJECT | ''
            500 | KMS.KMSInternalException        | Try again.                                    | UNAVAILABLE | OBJECT | OBJECT | ''
            400 | KMS.ThrottlingException         | You have exceeded the rate                    | THROTTLED   | BUCKET | BUCKET | ''
            400 | InvalidPayer                    | All access to this object has been disabled   | DENIED      | CREDENTIALS | CREDENTIALS | ''
            """)
    void whatGoesAlongIsRefusedForOneObjectOrForAll(
            int status, String code, String message, String failure, String written, String read, String trait) {
        S3Error error = new S3Error(status, code, message, "", "");
        for (String what : new String[] {"PUT", "PUT PART of", "CREATE UPLOAD of"}) {
            StorageException write = S3Errors.classify(new Asked(what, "s3://b", new ObjectKey("k")), error, null);
            assertEquals(failure + ' ' + written, write.failureClass() + " " + write.scope(), what);
            assertEquals(
                    trait,
                    write instanceof StorageException.Rejected rejected
                            ? rejected.trait().map(Enum::name).orElse("")
                            : "");
        }
        for (String what : new String[] {"GET", "COPY to", "COPY PART of", "COMPLETE UPLOAD of"}) {
            StorageException reading = S3Errors.classify(new Asked(what, "s3://b", new ObjectKey("k")), error, null);
            assertEquals(failure + ' ' + read, reading.failureClass() + " " + reading.scope(), what);
        }
    }

    /** A new upload may end better, and nothing else that is refused does. */
    @ParameterizedTest
    @CsvSource({"InvalidPart, true", "InvalidPartOrder, false", "EntityTooSmall, false"})
    void aLostPartIsToldApart(String code, boolean lost) {
        StorageException failure = S3Errors.classify(OBJECT, new S3Error(400, code, "Words.", "", ""), null);
        assertEquals(
                lost, assertInstanceOf(StorageException.Rejected.class, failure).isOfLostPart());
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED, OBJECT, BUCKET",
        "401, DENIED, CREDENTIALS, CREDENTIALS",
        "403, DENIED, OBJECT, BUCKET",
        "404, MISSING, OBJECT, BUCKET",
        "405, REJECTED, OBJECT, BUCKET",
        "408, UNAVAILABLE, OBJECT, BUCKET",
        "412, CHANGED, OBJECT, OBJECT",
        "429, THROTTLED, BUCKET, BUCKET",
        "500, UNAVAILABLE, OBJECT, BUCKET",
        "501, REJECTED, OBJECT, BUCKET",
        "502, UNAVAILABLE, ENDPOINT, ENDPOINT",
        "503, THROTTLED, BUCKET, BUCKET",
        "504, UNAVAILABLE, ENDPOINT, ENDPOINT",
        "599, UNAVAILABLE, OBJECT, BUCKET",
        "302, REJECTED, OBJECT, BUCKET"
    })
    void withoutACodeTheStatusDecides(int status, String failure, String ofObject, String ofBucket) {
        StorageException object = S3Errors.classify(OBJECT, S3Error.of(status), null);
        StorageException bucket = S3Errors.classify(Asked.ofBucket("LIST", "s3://bucket"), S3Error.of(status), null);
        assertEquals(failure, object.failureClass().name());
        assertEquals(ofObject, object.scope().name());
        assertEquals(ofBucket, bucket.scope().name());
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect",
        "307, TemporaryRedirect",
        "400, AuthorizationHeaderMalformed",
        "301, ''",
        "400, ''"
    })
    void anotherRegionIsNamed(int status, String code) {
        StorageException exception = S3Errors.classify(OBJECT, new S3Error(status, code, "", "", "ap-south-2"), null);
        assertEquals("REJECTED", exception.failureClass().name());
        assertEquals("BUCKET", exception.scope().name());
        assertTrue(exception.getMessage().contains("region ap-south-2"), exception.getMessage());
    }

    /** Who writes the answers writes into our log and on our terminal. */
    @Test
    void aMessageIsOneLineWhateverTheStoreSays() {
        S3Error error = new S3Error(403, "AccessDenied", "No.\n2026-11-23 INFO all is well\u009b31m", "R\u001b[2J", "");
        String message = String.valueOf(S3Errors.classify(OBJECT, error, null).getMessage());
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        assertTrue(message.contains("No. 2026-11-23 INFO all is well"), message);
        S3Error page = new S3Error(400, "InvalidArgument", "word ".repeat(10_000), "R1", "");
        String shortened = String.valueOf(S3Errors.classify(OBJECT, page, null).getMessage());
        assertTrue(shortened.length() < 2_000, "a message of " + shortened.length() + " characters");
        assertTrue(shortened.endsWith("(request R1)"), shortened);
    }
}
