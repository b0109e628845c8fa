package io.replicationhub.transfer;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.pace.Flow;
import java.io.IOException;

/** Reads bodies, or ranges of them, whole into memory, and believes nothing that does not add up. */
final class SourceReader {
    private final Party party;
    private final Flow flow;

    SourceReader(Party party, Flow flow) {
        this.party = party;
        this.flow = flow;
    }

    /** Reads exactly {@code length} bytes of this version, and gives what came with them. */
    ObjectHead read(Version version, ReadRequest request, long length, Lease into)
            throws SideFailure, InterruptedException {
        try (ObjectReading reading = party.askQuietly(store -> store.open(request))) {
            version.check(reading.head().stamp());
            if (reading.length() != length) {
                throw new StorageException.Corrupt(
                        version.key() + ": " + reading.length() + " bytes announced where " + length
                                + " were asked for",
                        null);
            }
            into.fill(reading.body(), length, flow);
            party.watch().succeeded();
            return reading.head();
        } catch (Lease.TooLong e) {
            throw party.failure(new StorageException.Corrupt(about(version.key(), e), e));
        } catch (IOException e) {
            throw party.failure(new StorageException.Unavailable(FailureScope.OBJECT, about(version.key(), e), e));
        } catch (StorageException e) {
            throw party.failure(e);
        }
    }

    private String about(ObjectKey key, IOException e) {
        return "reading " + key + " of " + party.store().description() + ": " + e.getMessage();
    }
}
