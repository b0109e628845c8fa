package io.replicationhub.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.UploadDocuments;
import io.replicationhub.wire.xml.XmlDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store sends in place of a document takes no more memory than a document may. */
final class StoreDocumentsTest {
    private static final StoreRequest REQUEST = StoreRequest.of("GET", Asked.ofBucket("LIST", "s3://bucket"), "");
    private static final String ENTRY =
            "<Contents><Key>a</Key><Size>1</Size><LastModified>2020-01-01T00:00:00Z</LastModified></Contents>";

    @Test
    void anAnswerWithoutAnEndIsRefused() {
        for (String endless :
                List.of(" ", ENTRY, "<Part><ETag>e</ETag><PartNumber>1</PartNumber><Size>1</Size></Part>")) {
            assertRefused(() -> answering("<ListBucketResult>", endless).listing(REQUEST, Archives.AMAZON, 10));
            assertRefused(() -> answering("<ListPartsResult>", endless)
                    .call(REQUEST, List.of("ListPartsResult"), UploadDocuments::parts));
            assertRefused(() -> answering("<ListMultipartUploadsResult>", endless).stream(
                    REQUEST, "ListMultipartUploadsResult", UploadDocuments::uploads));
        }
        assertRefused(() ->
                answering("<ListBucketResult><NextContinuationToken>", "long").listing(REQUEST, Archives.AMAZON, 10));
    }

    @Test
    void thePageOfAStoreThatHeedsNoNumberIsRead() throws Exception {
        String page =
                "<ListBucketResult><IsTruncated>false</IsTruncated>" + ENTRY.repeat(20_000) + "</ListBucketResult>";
        ListPage read = answering(page, "").listing(REQUEST, Archives.AMAZON, 10);
        assertEquals(20_000, read.objects().size());
    }

    private interface Reading {
        Object read() throws StorageException;
    }

    private static void assertRefused(Reading reading) {
        StorageException refused = assertThrows(StorageException.Rejected.class, reading::read);
        assertEquals(FailureScope.ENDPOINT, refused.scope());
        assertTrue(String.valueOf(refused.getMessage()).contains("16 MiB"), refused.getMessage());
    }

    private static StoreDocuments answering(String beginning, String endless) {
        InputStream head = new ByteArrayInputStream(beginning.getBytes(StandardCharsets.US_ASCII));
        InputStream body = endless.isEmpty() ? head : new SequenceInputStream(head, new Endless(endless.repeat(1_000)));
        return new StoreDocuments(new Caller() {
            @Override
            public Answer call(StoreRequest request) {
                return new Ok(body);
            }

            @Override
            public StorageException broken(Asked asked, IOException failure) {
                return new StorageException.Unavailable(FailureScope.OBJECT, asked + ": " + failure, failure);
            }

            @Override
            public StorageException refused(Asked asked, XmlDocument error, int status) {
                throw new AssertionError("no error was answered");
            }
        });
    }

    private static final class Endless extends InputStream {
        private final byte[] text;
        private int at;

        Endless(String text) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            at = at == text.length ? 0 : at;
            return text[at++];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            at = at == text.length ? 0 : at;
            int some = Math.min(length, text.length - at);
            System.arraycopy(text, at, bytes, offset, some);
            at += some;
            return some;
        }
    }

    private record Ok(InputStream body) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public void headers(BiConsumer<String, String> visitor) {}

        @Override
        public void close() {}

        @Override
        public void abandon() {}
    }
}
