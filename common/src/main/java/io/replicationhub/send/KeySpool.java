package io.replicationhub.send;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.queue.QueueException;
import io.replicationhub.task.DeleteTask;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be deleted if all goes well, on disk until it is known that all went well: memory stays the same whatever
 * the number. The file is made with the first key and removed in the end. Thread-safe while it is filled.
 */
final class KeySpool implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path scratch;
    private @Nullable Path file;
    private @Nullable DataOutputStream out;
    private long count;

    KeySpool(Path scratch) {
        this.scratch = scratch;
    }

    /** Takes what is to be done with each key. */
    interface Reader {
        void take(DeleteTask task) throws InterruptedException, QueueException;
    }

    synchronized void add(ObjectKey source, ObjectKey destination) {
        try {
            DataOutputStream to = out;
            if (to == null) {
                file = Files.createTempFile(scratch, "drh-deletes-", "");
                to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
                out = to;
            }
            // Keys are at most 1,024 bytes in every store known; writeUTF takes 65,535 and keeps any text as it is.
            to.writeUTF(source.value());
            to.writeUTF(destination.equals(source) ? "" : destination.value());
            count++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Forgets all that was added. */
    synchronized void clear() {
        close();
        count = 0;
    }

    /** Gives every task back, in the order in which they came. */
    synchronized void drainTo(Reader reader) throws InterruptedException, QueueException {
        if (file == null || out == null) {
            return;
        }
        try {
            out.flush();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
                for (long i = 0; i < count; i++) {
                    ObjectKey source = new ObjectKey(in.readUTF());
                    String destination = in.readUTF();
                    reader.take(new DeleteTask(source, destination.isEmpty() ? source : new ObjectKey(destination)));
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            out = null;
            file = null;
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("the keys to delete cannot be kept in " + scratch, e);
    }
}
