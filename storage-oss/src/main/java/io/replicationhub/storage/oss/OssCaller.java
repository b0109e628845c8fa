package io.replicationhub.storage.oss;

import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.Caller;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;

/** Makes the requests of one bucket of OSS. */
interface OssCaller extends Caller, AutoCloseable {
    /** Where the bucket is, for people. */
    String endpoint();

    @Override
    default StorageException refused(Asked asked, XmlDocument error, int status)
            throws IOException, MalformedXmlException {
        return OssErrors.classify(asked, OssErrorReader.read(error, status));
    }

    @Override
    void close();
}
