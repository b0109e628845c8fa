package io.replicationhub.transfer;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Movement;
import io.replicationhub.pace.Flow;
import java.io.IOException;
import java.util.Optional;

/** Reads bodies, or ranges of them, and believes nothing that does not add up. */
final class SourceReader {
    private final Party party;
    private final Flow flow;
    private final Movement movement;

    SourceReader(TransferSetup setup) {
        this.party = setup.source();
        this.flow = setup.reading();
        this.movement = setup.movement();
    }

    /** What is done with a body that has begun to come. */
    private interface Use<T> {
        /** Throws {@link IOException} only where the body could not be read. */
        T of(ObjectReading reading) throws IOException, SideFailure, InterruptedException;
    }

    /** Reads the whole of this version into memory, holds it against what the source publishes, and gives what came with it. */
    ObjectHead read(Version version, SourceProof proof, Lease into) throws SideFailure, InterruptedException {
        return open(version, ReadRequest.whole(version.key(), version.etag()), version.size(), reading -> {
            into.fill(reading.body(), version.size(), flow);
            Optional<PublishedChecksum> expected = proof.choose(reading.head().checksums());
            if (expected.isPresent()) {
                PublishedChecksum read = into.checksum(expected.get().kind());
                if (!read.equals(expected.get())) {
                    throw new Mismatch(read, expected.get());
                }
            }
            return reading.head();
        });
    }

    /** Reads a range of this version into memory. */
    void read(Version version, ByteRange range, Lease into) throws SideFailure, InterruptedException {
        ReadRequest request = ReadRequest.range(version.key(), version.etag(), range);
        var unused = open(version, request, range.length(), reading -> {
            into.fill(reading.body(), range.length(), flow);
            return reading.head();
        });
    }

    /** Passes the whole of this version on to whoever takes it. */
    <T> T pass(Version version, Lease through, Passage<T> passage) throws SideFailure, InterruptedException {
        UnderWay underWay = new UnderWay();
        try {
            return open(
                    version,
                    ReadRequest.whole(version.key(), version.etag()),
                    version.size(),
                    reading -> passed(reading, PassingBody.whole(reading, through, underWay), passage));
        } finally {
            underWay.end();
        }
    }

    /** Passes a range of this version on; {@code running} is told of its bytes. */
    <T> T pass(Version version, ByteRange range, Lease through, Optional<RunningChecksum> running, Passage<T> passage)
            throws SideFailure, InterruptedException {
        UnderWay underWay = new UnderWay();
        try {
            return open(
                    version,
                    ReadRequest.range(version.key(), version.etag(), range),
                    range.length(),
                    reading -> passed(reading, PassingBody.range(reading, through, underWay, running), passage));
        } finally {
            underWay.end();
        }
    }

    /** Of one body. */
    private final class UnderWay implements Flow {
        private long bytes;

        @Override
        public void passed(int more) throws InterruptedException {
            bytes += more;
            movement.underWay(more);
            flow.passed(more);
        }

        void end() {
            movement.underWay(-bytes);
        }
    }

    private static <T> T passed(ObjectReading reading, PassingBody body, Passage<T> passage)
            throws IOException, SideFailure, InterruptedException {
        try {
            return passage.of(reading.head(), body);
        } catch (SideFailure e) {
            if (body.unreadable().isPresent()) {
                throw body.unreadable().get();
            }
            throw e;
        }
    }

    /** Where a body that is passed on goes to. */
    interface Passage<T> {
        T of(ObjectHead head, PassingBody body) throws SideFailure, InterruptedException;
    }

    private <T> T open(Version version, ReadRequest request, long length, Use<T> use)
            throws SideFailure, InterruptedException {
        try (ObjectReading reading = party.askQuietly(store -> store.open(request))) {
            version.check(reading.head().stamp());
            if (reading.length() != length) {
                throw new StorageException.Corrupt(
                        version.key() + ": " + reading.length() + " bytes announced where " + length
                                + " were asked for",
                        null);
            }
            T used = use.of(reading);
            party.watch().succeeded();
            return used;
        } catch (Lease.TooLong | Mismatch e) {
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
