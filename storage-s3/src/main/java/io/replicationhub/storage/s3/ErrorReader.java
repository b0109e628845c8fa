package io.replicationhub.storage.s3;

import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what an answer says of a failure, from its body where that is S3's document and from its headers where not. */
final class ErrorReader {
    /** S3's documents are below 4 KiB; a proxy's page is not worth more. */
    private static final int MAX_BYTES = 64 << 10;

    private ErrorReader() {}

    /** Reads and closes the answer. A body that breaks or is no XML leaves the status to speak. */
    static S3Error read(Answer answer) {
        S3Error error = S3Error.of(answer.status());
        try (answer) {
            byte[] body = answer.body().readNBytes(MAX_BYTES);
            if (body.length > 0 && looksLikeXml(body)) {
                XmlDocument document = XmlDocument.open(new ByteArrayInputStream(body));
                if (document.name().equals("Error")) {
                    error = read(document, answer.status());
                }
            }
        } catch (IOException | MalformedXmlException e) {
            // The status is known; the rest of the story is lost.
        }
        return completed(error, answer);
    }

    /** Reads the document that stands on its root {@code Error}. */
    static S3Error read(XmlDocument document, int status) throws IOException, MalformedXmlException {
        String code = "";
        String message = "";
        String requestId = "";
        String region = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Code" -> code = document.text().strip();
                case "Message" -> message = document.text().strip();
                case "RequestId" -> requestId = document.text().strip();
                case "Region" -> region = document.text().strip();
                default -> document.skip();
            }
        }
        return new S3Error(status, code, message, requestId, region);
    }

    private static S3Error completed(S3Error error, Answer answer) {
        return new S3Error(
                error.status(),
                error.code(),
                error.message(),
                error.requestId().isEmpty() ? orEmpty(answer.header("x-amz-request-id")) : error.requestId(),
                error.region().isEmpty() ? orEmpty(answer.header("x-amz-bucket-region")) : error.region());
    }

    private static boolean looksLikeXml(byte[] body) {
        for (byte b : body) {
            if (b > ' ' || b < 0) {
                return b == '<' || b < 0;
            }
        }
        return false;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
