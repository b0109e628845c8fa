package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.storage.s3.XmlDocument.MalformedXmlException;
import io.replicationhub.storage.s3.http.Answer;
import java.io.IOException;

/** Makes requests whose answers are documents, and reads those: an error may come in them although the status is 200. */
final class WireDocuments {
    private final S3Caller caller;

    WireDocuments(S3Caller caller) {
        this.caller = caller;
    }

    /** Makes the request and has the document of the given root read. */
    <T> T call(S3Request request, String root, Reader<T> reader) throws StorageException {
        try (Answer answer = caller.call(request)) {
            XmlDocument document = XmlDocument.open(answer.body());
            if (document.name().equals("Error")) {
                throw S3Errors.classify(request.asked(), ErrorReader.read(document, answer.status()), null);
            }
            if (!document.name().equals(root)) {
                throw new MalformedXmlException("it is a " + document.name() + ", not a " + root, null);
            }
            T result = reader.read(document);
            document.finish();
            return result;
        } catch (IOException e) {
            throw caller.broken(request.asked(), e);
        } catch (MalformedXmlException e) {
            throw malformed(request.asked(), e);
        }
    }

    private static StorageException malformed(Asked asked, MalformedXmlException e) {
        return new StorageException.Rejected(
                FailureScope.ENDPOINT, asked + ": the answer is not the document of S3: " + e.getMessage(), e);
    }

    /** Reads what stands below the root. */
    interface Reader<T> {
        T read(XmlDocument document) throws IOException, MalformedXmlException;
    }
}
