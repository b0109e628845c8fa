package io.replicationhub.storage.oss;

import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer says of a failure: its body, or, where it has none because a HEAD was asked, the header
 * {@code x-oss-err}, which holds the same document in Base64 (as Aliyun's SDKs read it).
 */
final class OssErrorReader {
    /** OSS's documents are below 4 KiB; a proxy's page is not worth more. */
    private static final int MAX_BYTES = 64 << 10;

    private OssErrorReader() {}

    /** Reads and closes the answer. A body that breaks or is no XML leaves the status to speak. */
    static OssError read(Answer answer) {
        OssError error = OssError.of(answer.status());
        try (answer) {
            byte[] body = answer.body().readNBytes(MAX_BYTES);
            byte[] text = body.length > 0 ? body : fromHeader(answer.header("x-oss-err"));
            if (text.length > 0 && text[0] == '<') {
                XmlDocument document = XmlDocument.open(new ByteArrayInputStream(text));
                if (document.name().equals("Error")) {
                    error = read(document, answer.status());
                }
            }
        } catch (IOException | MalformedXmlException e) {
            // The status is known; the rest of the story is lost.
        }
        return new OssError(
                error.status(),
                error.code(),
                error.message(),
                error.requestId().isEmpty() ? orEmpty(answer.header("x-oss-request-id")) : error.requestId(),
                error.detail().isEmpty() ? orEmpty(answer.header("x-oss-ec")) : error.detail(),
                error.endpoint());
    }

    /** Reads the document that stands on its root {@code Error}. */
    static OssError read(XmlDocument document, int status) throws IOException, MalformedXmlException {
        String code = "";
        String message = "";
        String requestId = "";
        String detail = "";
        String endpoint = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Code" -> code = document.text().strip();
                case "Message" -> message = document.text().strip();
                case "RequestId" -> requestId = document.text().strip();
                case "EC" -> detail = document.text().strip();
                case "Endpoint" -> endpoint = document.text().strip();
                default -> document.skip();
            }
        }
        return new OssError(status, code, message, requestId, detail, endpoint);
    }

    private static byte[] fromHeader(@Nullable String base64) {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
