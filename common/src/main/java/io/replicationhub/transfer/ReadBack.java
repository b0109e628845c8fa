package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import java.io.IOException;
import java.util.zip.CRC32C;

/** Reads a copy back to see whether it is what was sent; for the rare case where nothing else can tell. */
final class ReadBack {
    private static final int BUFFER_BYTES = 16 << 10;

    private ReadBack() {}

    /** True also where we may not or cannot read there: then the checksum that the store checked must do. */
    static boolean holds(Party destination, ObjectKey key, ETag etag, long sentLength, int sentCrc) throws SideFailure {
        CRC32C crc = new CRC32C();
        long length = 0;
        try (ObjectReading reading = destination.askQuietly(store -> store.open(ReadRequest.whole(key, etag)))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = reading.body().read(buffer);
                    read >= 0;
                    read = reading.body().read(buffer)) {
                crc.update(buffer, 0, read);
                length += read;
            }
        } catch (IOException e) {
            throw destination.failure(new StorageException.Unavailable(
                    FailureScope.OBJECT, "reading back " + key + ": " + e.getMessage(), e));
        } catch (SideFailure e) {
            if (e.failure() instanceof StorageException.Denied || e.failure() instanceof StorageException.Archived) {
                return true;
            }
            throw e;
        }
        return length == sentLength && (int) crc.getValue() == sentCrc;
    }
}
