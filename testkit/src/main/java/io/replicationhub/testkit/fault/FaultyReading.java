package io.replicationhub.testkit.fault;

import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import java.io.InputStream;

/** A reading whose body goes wrong at a byte, or whose head does. */
final class FaultyReading implements ObjectReading {
    private final ObjectReading inner;
    private final ObjectHead head;
    private final InputStream body;

    FaultyReading(ObjectReading inner, Request request, Fault fault) {
        this.inner = inner;
        this.head = fault instanceof Fault.OtherChecksums other
                ? inner.head().with(inner.head().archive(), other.told())
                : inner.head();
        this.body = new FaultyBody(inner.body(), request, fault);
    }

    @Override
    public ObjectHead head() {
        return head;
    }

    @Override
    public long length() {
        return inner.length();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        inner.close();
    }
}
