package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.transfer.EngineOptions.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is written on a copy is of the version that was planned. An object may be another while it is looked at and the
 * same again when its bytes are read: then no ETag tells afterwards that the look was at something else.
 */
class FirstLookTest {
    private static final ObjectKey KEY = new ObjectKey("k");
    private static final int PART = 100;
    private final Bench bench = new Bench();

    /** Who looks first. */
    enum Look {
        BEFORE_PARTS_CUT_ANEW(Route.THROUGH_US, 0),
        BEFORE_PARTS_CUT_AS_AT_THE_SOURCE(Route.THROUGH_US, 6),
        BEFORE_THE_STORE_COPIES_PARTS(Route.SERVER_SIDE, 14),
        BEFORE_THE_STORE_COPIES(Route.SERVER_SIDE, 2);

        private final Route route;
        private final int parts;

        Look(Route route, int parts) {
            this.route = route;
            this.parts = parts;
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void anObjectThatIsAnotherJustThenLendsTheCopyNothing(Look look) throws Exception {
        bench.options = bench.options.with(look.route);
        ETag planned = write(look, "planned");
        bench.source = new Source(look);
        Outcome outcome = bench.copy(bench.task("k"));
        assertEquals(planned, assertInstanceOf(Outcome.Copied.class, outcome).source());
        assertEquals(
                Map.of("version", "planned"),
                bench.to
                        .head(KEY)
                        .metadata()
                        .withoutUser(ObjectMetadata.SOURCE_ETAG)
                        .user());
        assertArrayEquals(
                bench.from.object("k").orElseThrow().bytes(),
                bench.to.object("k").orElseThrow().bytes());
    }

    /** Of the same name the same bytes, and so the same ETag each time. */
    private ETag write(Look look, String version) throws StorageException {
        bench.clock.advance(Duration.ofSeconds(1));
        ObjectMetadata metadata = ObjectMetadata.NONE.withUser("version", version);
        if (look.parts == 0) {
            return bench.from.put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.random(version.hashCode(), 600));
        }
        MultipartUploads uploads = bench.from.uploads();
        UploadId upload = uploads.create(KEY, metadata, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int number = 1; number <= look.parts; number++) {
            parts.add(uploads.uploadPart(upload, number, BytesPayload.random(version.hashCode() + number, PART)));
        }
        return uploads.complete(upload, parts);
    }

    /** The bucket, whose object is another while it is looked at for the first time. */
    private final class Source extends ForwardingStore {
        private final Look look;
        private boolean seen;

        Source(Look look) {
            super(bench.from);
            this.look = look;
        }

        private interface Head {
            ObjectHead look() throws StorageException;
        }

        private ObjectHead other(Head head) throws StorageException {
            if (seen) {
                return head.look();
            }
            seen = true;
            write(look, "another");
            ObjectHead found = bench.from.head(KEY);
            write(look, "planned");
            return found;
        }

        @Override
        public ObjectHead head(ObjectKey key) throws StorageException {
            return other(() -> super.head(key));
        }

        /** As a store that does not heed which version is asked for. */
        @Override
        public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
            return other(() -> super.headFirstPart(key, ifMatch));
        }
    }
}
