package io.replicationhub.plan;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A file of objects in ascending order, while it is read; it holds its smallest unread object in hand. */
final class SortedRun implements AutoCloseable {
    private static final int BUFFER_BYTES = 32 * 1024;
    /** In front of every object but the last; what ends without it was cut off. */
    private static final int MORE = 1;

    private static final int END = 0;
    private static final ArchiveState[] STATES = ArchiveState.values();

    private final DataInputStream in;
    private @Nullable ListedObject head;

    private SortedRun(DataInputStream in) {
        this.in = in;
    }

    static void write(Path file, Iterator<ListedObject> ascending) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            while (ascending.hasNext()) {
                write(out, ascending.next());
            }
            out.writeByte(END);
        }
    }

    static SortedRun open(Path file) throws IOException {
        SortedRun run =
                new SortedRun(new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)));
        run.pass();
        return run;
    }

    /** The smallest object not yet passed; null at the end. */
    @Nullable
    ListedObject head() {
        return head;
    }

    void pass() throws IOException {
        head = in.readByte() == MORE ? read() : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static void write(DataOutputStream out, ListedObject object) throws IOException {
        ObjectStamp stamp = object.stamp();
        out.writeByte(MORE);
        // Keys are at most 1,024 bytes in every store known; writeUTF takes 65,535 and keeps any text as it is.
        out.writeUTF(object.key().value());
        out.writeLong(stamp.size());
        out.writeUTF(stamp.etag().value());
        out.writeLong(stamp.lastModified().getEpochSecond());
        out.writeInt(stamp.lastModified().getNano());
        out.writeUTF(object.storageClass());
        out.writeByte(object.archive().ordinal());
    }

    private ListedObject read() throws IOException {
        ObjectKey key = new ObjectKey(in.readUTF());
        long size = in.readLong();
        ETag etag = new ETag(in.readUTF());
        Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
        String storageClass = in.readUTF();
        return new ListedObject(key, new ObjectStamp(size, etag, modified), storageClass, STATES[in.readByte()]);
    }
}
