package io.replicationhub.storage.s3;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of what the wire makes of answers, good and bad, byte by byte: with one store, whose region is known. */
abstract class WireExchange extends AtScriptedServer {
    static final ETag TAG = new ETag("d41d8cd98f00b204e9800998ecf8427e");
    static final String ETAG = "ETag: \"" + TAG.value() + "\"\r\n";
    static final String DATED = ETAG + "Last-Modified: Wed, 12 Oct 2009 17:50:00 GMT\r\n";

    ObjectStore store;

    @BeforeEach
    void openStore() {
        store = open(settings().inRegion("us-east-1"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    ETag put(byte[] body) throws StorageException {
        return store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(body));
    }

    String read(ReadRequest request) throws StorageException, IOException {
        try (ObjectReading reading = store.open(request)) {
            return new String(reading.body().readAllBytes());
        }
    }
}
