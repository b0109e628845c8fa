package io.replicationhub.cli.doctor;

import io.replicationhub.cli.show.Amounts;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.Operation;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Tries to list and read at one side. Where there is no object to read, one is asked for that is not there: a store that
 * says so would have given it.
 */
final class Reading {
    private static final int LOOKED_AT = 1_000;
    /** Enough to see that bytes come; the rest of a large object is not asked for. */
    private static final int READ_BYTES = 64 << 10;
    /** S3 copies ranges of objects of more than 5 MiB (API reference, UploadPartCopy). */
    private static final long COPIED_IN_RANGES = 5 << 20;

    private final ObjectStore store;
    private final Sheet sheet;
    private final ObjectKey absent;

    /** @param absent a key that is not there */
    Reading(ObjectStore store, Sheet sheet, ObjectKey absent) {
        this.store = store;
        this.sheet = sheet;
        this.absent = absent;
    }

    /**
     * What a listing came to.
     *
     * @param answered whether the store was reached at all
     * @param allowed whether it listed
     * @param there whether there is a bucket, as far as is known
     */
    record Listed(boolean answered, boolean allowed, boolean there, Optional<ListedObject> sample) {}

    Listed list() throws InterruptedException {
        try {
            ListPage page = FirstListing.of(store, sheet, LOOKED_AT);
            Optional<ListedObject> sample = page.objects().stream()
                    .filter(object -> !object.archive().forbidsReading())
                    .max(Comparator.comparing(Reading::worth));
            sheet.note(
                    "list",
                    Verdict.OK,
                    page.objects().isEmpty()
                            ? "nothing is there yet"
                            : count(page.objects().size(), page.cursor().isPresent()));
            return new Listed(true, true, true, sample);
        } catch (StorageException.Unavailable e) {
            sheet.note(Finding.of("list", Verdict.FAULT, String.valueOf(e.getMessage()))
                    .advising("see that the endpoint is right, and that no firewall or proxy is in the way"));
            return new Listed(false, false, true, Optional.empty());
        } catch (StorageException e) {
            sheet.failed("list", Operation.LIST, e);
            return new Listed(true, false, !(e instanceof StorageException.Missing), Optional.empty());
        }
    }

    private static String count(int objects, boolean more) {
        return objects == 1 && !more
                ? "1 object is there"
                : Amounts.count(objects) + (more ? " objects and more" : " objects") + " are there";
    }

    /** How much can be tried with it. */
    private static int worth(ListedObject object) {
        return size(object) > COPIED_IN_RANGES ? 2 : size(object) > 0 ? 1 : 0;
    }

    private static long size(ListedObject object) {
        return object.stamp().size();
    }

    /** GET whole and in part, and HEAD. */
    void read(Listed listed) throws InterruptedException {
        Optional<ListedObject> sample = listed.sample();
        if (sample.isEmpty()) {
            readAbsent(listed);
            return;
        }
        ListedObject object = sample.get();
        ETag etag = object.stamp().etag();
        attempt("get", Operation.GET, "an object can be read", () -> begin(ReadRequest.whole(object.key(), etag)));
        if (size(object) > 0) {
            ByteRange last = new ByteRange(size(object) - 1, 1);
            attempt(
                    "get a range",
                    Operation.GET,
                    "and in part",
                    () -> begin(ReadRequest.range(object.key(), etag, last)));
        }
        attempt("head", Operation.HEAD, "what it is can be asked", () -> store.head(object.key()));
    }

    private void readAbsent(Listed listed) throws InterruptedException {
        absent(
                "get",
                Operation.GET,
                listed,
                "would be allowed, were there an object",
                () -> begin(new ReadRequest(absent, Optional.empty(), Optional.empty())));
        absent("head", Operation.HEAD, listed, "likewise", () -> store.head(absent));
    }

    void tags(Listed listed) throws InterruptedException {
        Optional<ListedObject> sample = listed.sample();
        if (sample.isPresent()) {
            try {
                var unused = sheet.insist(() -> store.tags(sample.get().key()));
                sheet.note("get tags", Verdict.OK, "tags can be read");
            } catch (StorageException.Rejected e) {
                // A run takes an object for one without tags then.
                sheet.note("get tags", Verdict.WARNING, "the store tells of no tags, and none are copied");
            } catch (StorageException e) {
                sheet.failed("get tags", Operation.GET_TAGS, e);
            }
        } else {
            absent(
                    "get tags",
                    Operation.GET_TAGS,
                    listed,
                    "would be allowed, were there an object",
                    () -> store.tags(absent));
        }
    }

    private <T> void attempt(String probe, Operation operation, String good, Sheet.Asking<T> request)
            throws InterruptedException {
        var unused = sheet.attempt(probe, operation, good, request);
    }

    /** Asks for what is not there: to be told so is as good as to get it. */
    <T> void absent(String probe, Operation operation, Listed listed, String good, Sheet.Asking<T> request)
            throws InterruptedException {
        if (!listed.there()) {
            // Of a HEAD's answer nobody could tell it from an object that is not there.
            sheet.note(probe, Verdict.NOT_KNOWN, "not to be told without a bucket");
            return;
        }
        try {
            var unused = sheet.insist(request);
            sheet.note(probe, Verdict.OK, good);
        } catch (StorageException.Missing e) {
            sheet.note(probe, Verdict.OK, good);
        } catch (StorageException.Denied e) {
            if (listed.allowed()) {
                sheet.failed(probe, operation, e);
            } else {
                // S3 API reference, GetObject: without s3:ListBucket what is missing is told from what is denied by
                // nothing.
                sheet.note(probe, Verdict.NOT_KNOWN, "not to be told before the bucket may be listed");
            }
        } catch (StorageException e) {
            sheet.failed(probe, operation, e);
        }
    }

    private Boolean begin(ReadRequest request) throws StorageException {
        try (ObjectReading reading = store.open(request)) {
            return reading.body().readNBytes(READ_BYTES).length > 0;
        } catch (IOException e) {
            throw new StorageException.Unavailable(FailureScope.OBJECT, request.key() + ": the body breaks off", e);
        }
    }
}
