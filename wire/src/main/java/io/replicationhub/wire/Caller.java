package io.replicationhub.wire;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;

/** Makes the requests of one bucket, addressed, signed and judged as its store has it. Thread-safe. */
public interface Caller {
    /**
     * Makes a request.
     *
     * @return a good answer, whose status is below 300; the caller closes it
     */
    Answer call(StoreRequest request) throws StorageException;

    /** Makes a request that removes something; that it is not there, as somebody removed it before, is no failure. */
    default void remove(StoreRequest request) throws StorageException {
        try {
            call(request).close();
        } catch (StorageException.Missing e) {
            if (e.scope() != FailureScope.OBJECT) {
                throw e;
            }
        }
    }

    /** What it means that a body broke while it was read. */
    StorageException broken(Asked asked, IOException failure);

    /** What the error means that came as a document under a good status; the document stands on its root. */
    StorageException refused(Asked asked, XmlDocument error, int status) throws IOException, MalformedXmlException;
}
