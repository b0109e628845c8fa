package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ObjectAnswers;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.xml.BytesPayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts whose checksum comes after them, for a store that says of each what it took. One that knows nothing of chunks might
 * keep them as if they were the body, and answer 200; so each store is tried with a part of a byte before one of any
 * length is sent, and who answers without its checksum, or refuses, is sent none. Thread-safe.
 */
final class TrailedParts {
    private static final Logger LOG = LoggerFactory.getLogger(TrailedParts.class);

    private static final Payload TRIAL = BytesPayload.of("?");

    private final String place;
    private final S3Caller caller;
    private volatile PassesOn known;

    /** @param mayTry whether it may know */
    TrailedParts(String place, S3Caller caller, boolean mayTry) {
        this.place = place;
        this.caller = caller;
        this.known = mayTry ? PassesOn.NOT_KNOWN : PassesOn.NO;
    }

    /** Whether the store takes parts so. */
    PassesOn known() {
        return known;
    }

    /**
     * Tries it by a part of a byte.
     *
     * @throws StorageException where the answer says nothing of it, or none comes
     */
    PassesOn tried(UploadId upload, int number) throws StorageException {
        try {
            upload(upload, number, TRIAL);
            learn(PassesOn.YES);
        } catch (StorageException.Rejected | StorageException.Denied | StorageException.Corrupt e) {
            LOG.debug("Parts of {} are held before they are sent: {}", place, e.getMessage());
            learn(PassesOn.NO);
        }
        return known;
    }

    /**
     * Sends a part so.
     *
     * @throws StorageException.Rejected where it has turned out meanwhile that the store does not take it, before
     *     anything is written
     */
    UploadedPart send(UploadId upload, int number, Payload payload) throws StorageException {
        if (known == PassesOn.NO) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT, place + " takes no parts whose checksum comes after them", null);
        }
        try {
            return upload(upload, number, payload);
        } catch (StorageException.Rejected | StorageException.Denied | StorageException.Corrupt e) {
            // Whatever it knew before: what is refused for another reason is refused again when it is held.
            learn(PassesOn.NO);
            throw e;
        }
    }

    /** Whoever was refused a part while a trial was under way knows better. */
    private synchronized void learn(PassesOn learnt) {
        if (known != PassesOn.NO) {
            known = learnt;
        }
    }

    private UploadedPart upload(UploadId upload, int number, Payload payload) throws StorageException {
        Asked asked = new Asked("PUT PART of", place, upload.key());
        StoreRequest request = StoreRequest.inChunks(payload, "PUT", asked, WireUploads.partQuery(upload, number));
        try (Answer answer = caller.call(request)) {
            String taken = answer.header(Checksums.HEADER);
            if (taken == null || !Checksums.parse(taken).equals(payload.crc32c())) {
                throw new StorageException.Corrupt(
                        asked + ": the store took part " + number + " and does not say its checksum", null);
            }
            return new UploadedPart(number, payload.length(), ObjectAnswers.etag(answer), payload.crc32c());
        }
    }
}
