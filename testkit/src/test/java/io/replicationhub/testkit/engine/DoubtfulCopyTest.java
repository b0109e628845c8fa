package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies whose ETag is not the source's: damage, or tags of another kind. */
class DoubtfulCopyTest {
    private final Bench bench = new Bench();

    @Test
    void aBucketWhoseTagsAreNoMd5IsBelievedOnceItHasGivenTheBytesBack() throws Exception {
        bench.destination = new Opaque(bench.to);
        TransferEngine engine = bench.engine();
        for (int i = 0; i < 8; i++) {
            CopyTask task = bench.write("k" + i, 100);
            assertInstanceOf(Outcome.Copied.class, engine.copy(task, Delivered.FIRST, bench.run));
            assertEquals(
                    task.stamp().etag().value(),
                    bench.to.object("k" + i).orElseThrow().metadata().user().get(ObjectMetadata.SOURCE_ETAG));
        }
        long puts = ((Opaque) bench.destination).puts;
        assertTrue(puts <= 8 + 3, "after a few objects it is known, and each is written once: " + puts);
    }

    /** As OSS writes them. Held, and passed on while it is read. */
    @ParameterizedTest
    @ValueSource(ints = {100, 170})
    void tagsInCapitalsProveACopyLikeAnyOther(int size) throws Exception {
        bench.source = new Shouting(bench.from);
        bench.destination = new Counting(bench.to);
        CopyTask task = bench.write("k", size);
        Outcome.Copied copied = assertInstanceOf(
                Outcome.Copied.class,
                bench.copy(new CopyTask(task.source(), task.destination(), shouted(task.stamp()))));
        assertEquals(task.stamp().etag(), copied.destination());
        assertEquals(1, ((Counting) bench.destination).puts, "the tags prove it, once is enough");
        assertEquals(
                Map.of("of", "it"),
                bench.to.object("k").orElseThrow().metadata().user(),
                "and nothing needs to be recorded");
    }

    @Test
    void aCopyThatIsDamagedOnceIsMadeAgain() throws Exception {
        bench.destination = new Damaging(bench.to, 1);
        CopyTask task = bench.write("k", 100);
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertEquals(task.stamp().etag(), copied.destination());
        assertArrayEquals(
                bench.from.object("k").orElseThrow().bytes(),
                bench.to.object("k").orElseThrow().bytes());
    }

    @Test
    void aCopyThatIsDamagedEveryTimeIsTakenBackAndReported() throws Exception {
        bench.destination = new Damaging(bench.to, Integer.MAX_VALUE);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", 100)));
        assertEquals(FailureClass.CORRUPT, failed.failureClass());
        assertEquals(0, bench.to.keys().size());
    }

    /** Ctrl-C, or the end of a worker's time. */
    @Test
    void aDamagedCopyIsTakenBackWhereTheRunStopsBeforeItIsMadeAgain() throws Exception {
        bench.destination = new Damaging(bench.to, Integer.MAX_VALUE) {
            @Override
            public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                    throws StorageException {
                ETag written = super.put(key, metadata, options, payload);
                bench.run.drain();
                return written;
            }
        };
        CopyTask task = bench.write("k", 100);
        assertThrows(WorkStopped.class, () -> bench.copy(task));
        assertEquals(0, bench.to.keys().size());
    }

    @Test
    void aDamagedCopyThatSomebodyHasReplacedIsLeftAlone() throws Exception {
        ObjectKey key = new ObjectKey("k");
        bench.destination = new Damaging(bench.to, Integer.MAX_VALUE) {
            @Override
            public ObjectHead head(ObjectKey asked) throws StorageException {
                bench.to.put(asked, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(9, 10));
                return super.head(asked);
            }
        };
        assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", 100)));
        assertEquals(10, bench.to.head(key).stamp().size());
    }

    @Test
    void whatTheSourceRemembersOfItsOwnSourceIsNotCarriedOn() throws Exception {
        ObjectKey key = new ObjectKey("k");
        ObjectMetadata stale = ObjectMetadata.NONE.withUser(ObjectMetadata.SOURCE_ETAG, "0".repeat(32));
        bench.from.put(key, stale, WriteOptions.DEFAULT, BytesPayload.random(1, 100));
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("k")));
        assertEquals(Map.of(), bench.to.object("k").orElseThrow().metadata().user());
    }

    /** Gives ETags that look like MD5s and are none, as S3 does with SSE-KMS. */
    private static final class Opaque extends ForwardingStore {
        private final ObjectStore inner;
        private long puts;

        Opaque(ObjectStore inner) {
            super(inner);
            this.inner = inner;
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            puts++;
            return disguised(inner.put(key, metadata, options, payload));
        }

        @Override
        public ObjectHead head(ObjectKey key) throws StorageException {
            ObjectHead head = inner.head(key);
            ObjectStamp stamp = head.stamp();
            return new ObjectHead(
                    new ObjectStamp(stamp.size(), disguised(stamp.etag()), stamp.lastModified()),
                    head.metadata(),
                    head.storageClass(),
                    head.firstPartSize(),
                    head.tagCount());
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            return inner.open(
                    new ReadRequest(request.key(), request.ifMatch().map(Opaque::disguised), request.range()));
        }

        /** Its own inverse. */
        private static ETag disguised(ETag etag) {
            return new ETag(new StringBuilder(etag.value()).reverse().toString());
        }
    }

    private static ObjectStamp shouted(ObjectStamp stamp) {
        return new ObjectStamp(
                stamp.size(), new ETag(stamp.etag().value().toUpperCase(Locale.ROOT)), stamp.lastModified());
    }

    /** Writes the digits of tags in capitals. */
    private static final class Shouting extends ForwardingStore {
        Shouting(ObjectStore inner) {
            super(inner);
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            return new Retold(
                    super.open(new ReadRequest(
                            request.key(),
                            request.ifMatch().map(tag -> new ETag(tag.value().toLowerCase(Locale.ROOT))),
                            request.range())),
                    Shouting::shouted);
        }

        private static ObjectHead shouted(ObjectHead head) {
            return new ObjectHead(
                    DoubtfulCopyTest.shouted(head.stamp()),
                    head.metadata(),
                    head.storageClass(),
                    head.firstPartSize(),
                    head.tagCount());
        }
    }

    private static final class Counting extends ForwardingStore {
        private int puts;

        Counting(ObjectStore inner) {
            super(inner);
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            puts++;
            return super.put(key, metadata, options, payload);
        }
    }

    /** Flips a bit of the first so many bodies, and checks no checksum. */
    private static class Damaging extends ForwardingStore {
        private final ObjectStore inner;
        private int left;

        Damaging(ObjectStore inner, int times) {
            super(inner);
            this.inner = inner;
            this.left = times;
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            if (left == 0) {
                return inner.put(key, metadata, options, payload);
            }
            left--;
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try {
                payload.writeTo(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            byte[] bytes = body.toByteArray();
            bytes[bytes.length / 2] ^= 4;
            return inner.put(key, metadata, options, BytesPayload.of(bytes));
        }
    }
}
