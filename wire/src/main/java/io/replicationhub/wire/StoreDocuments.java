package io.replicationhub.wire;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.text.ErrorText;
import io.replicationhub.wire.xml.Listing;
import io.replicationhub.wire.xml.ListingReader;
import io.replicationhub.wire.xml.ListingScanner;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import io.replicationhub.wire.xml.XmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Makes requests whose answers are documents, and reads those: an error may come in them although the status is 200. */
public final class StoreDocuments {
    private final Caller caller;

    public StoreDocuments(Caller caller) {
        this.caller = caller;
    }

    /** Has a page of a listing read as it comes: by the scanner as far as that goes, else by the parser. */
    public ListPage listing(StoreRequest request, Archives archives, int expected) throws StorageException {
        return listing(request, archives, expected, ListingCall.START_AFTER);
    }

    /** As the other, for a listing that was asked for by the given call. */
    public ListPage listing(StoreRequest request, Archives archives, int expected, ListingCall call)
            throws StorageException {
        Listing listing = new Listing(archives, expected, call);
        try (Answer answer = caller.call(request)) {
            ListingScanner scanner = new ListingScanner(new DocumentBody(answer.body()), listing);
            if (scanner.read()) {
                return listing.page();
            }
            return read(request, answer, scanner.rest(), List.of("ListBucketResult"), document -> {
                ListingReader.read(document, listing);
                return listing.page();
            });
        } catch (MalformedXmlException e) {
            throw malformed(request.asked(), false, e);
        } catch (IOException e) {
            throw broken(request.asked(), e);
        }
    }

    /** Has a long document read as it comes, exactly as it is. */
    public <T> T stream(StoreRequest request, String root, Reader<T> reader) throws StorageException {
        try (Answer answer = caller.call(request)) {
            return read(request, answer, new DocumentBody(answer.body()), List.of(root), reader);
        } catch (IOException e) {
            throw broken(request.asked(), e);
        }
    }

    /** Has a short document read, one of the given roots, of which the keys do not matter. */
    public <T> T call(StoreRequest request, List<String> roots, Reader<T> reader) throws StorageException {
        try (Answer answer = caller.call(request)) {
            byte[] text = XmlText.readable(new DocumentBody(answer.body()).readAllBytes());
            return read(request, answer, new ByteArrayInputStream(text), roots, reader);
        } catch (IOException e) {
            throw broken(request.asked(), e);
        }
    }

    private <T> T read(StoreRequest request, Answer answer, InputStream body, List<String> roots, Reader<T> reader)
            throws StorageException, IOException {
        boolean begun = false;
        try {
            XmlDocument document = XmlDocument.open(body);
            if (document.name().equals("Error")) {
                throw caller.refused(request.asked(), document, answer.status());
            }
            if (!roots.contains(document.name())) {
                throw new MalformedXmlException(
                        "it is a " + ErrorText.of(document.name()) + ", not a " + roots.get(0), null);
            }
            begun = true;
            T result = reader.read(document);
            document.finish();
            return result;
        } catch (MalformedXmlException e) {
            throw malformed(request.asked(), begun && e.isCutOff(), e);
        }
    }

    private StorageException broken(Asked asked, IOException failure) {
        return failure instanceof DocumentBody.TooLongException
                ? malformed(asked, false, failure)
                : caller.broken(asked, failure);
    }

    /** @param cutOff whether it began as it should: then it was damaged on the way, and may come whole the next time */
    private static StorageException malformed(Asked asked, boolean cutOff, Exception e) {
        String message = asked + ": the answer is not the document that was asked for: " + e.getMessage();
        return cutOff
                ? new StorageException.Corrupt(message, e)
                : new StorageException.Rejected(FailureScope.ENDPOINT, message, e);
    }

    /** Reads what stands below the root. */
    public interface Reader<T> {
        T read(XmlDocument document) throws IOException, MalformedXmlException;
    }
}
