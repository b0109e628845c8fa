package io.replicationhub.testkit.engine;

import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** A reading whose head is told otherwise. */
record Retold(ObjectReading inner, UnaryOperator<ObjectHead> telling) implements ObjectReading {
    @Override
    public ObjectHead head() {
        return telling.apply(inner.head());
    }

    @Override
    public long length() {
        return inner.length();
    }

    @Override
    public InputStream body() {
        return inner.body();
    }

    @Override
    public void close() {
        inner.close();
    }
}
