package io.replicationhub.testkit.memory;

import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads one version; what happens to the key meanwhile does not touch it. */
final class MemoryReading implements ObjectReading {
    private final ObjectHead head;
    private final long length;
    private final InputStream body;
    private final AtomicInteger open;
    private boolean closed;

    MemoryReading(ObjectHead head, byte[] content, int from, int length, AtomicInteger open) {
        this.head = head;
        this.length = length;
        this.body = new ByteArrayInputStream(content, from, length);
        this.open = open;
        open.incrementAndGet();
    }

    @Override
    public ObjectHead head() {
        return head;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            open.decrementAndGet();
        }
    }
}
