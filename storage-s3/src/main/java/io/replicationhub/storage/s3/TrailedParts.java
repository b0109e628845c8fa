package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
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
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts whose checksum comes after them, for a store that says of each what it took. One that knows nothing of chunks might
 * keep them as if they were the body, and answer 200; so each store is tried with a part of a byte before one of any
 * length is sent, and who answers without its checksum, or refuses, is sent none. Thread-safe.
 */
final class TrailedParts {
    /** A part that is shorter is not worth a trial, and might be taken for the trial's when the upload is resumed. */
    static final long LEAST_TO_TRY = 64 << 10;
    /** So often a store is tried that gives no answer at all. */
    static final int TRIALS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(TrailedParts.class);

    private static final Payload TRIAL = BytesPayload.of("?");

    private final String place;
    private final S3Caller caller;
    private final ReentrantLock trying = new ReentrantLock();
    private int trials;
    private volatile Skill skill;

    private enum Skill {
        UNKNOWN,
        TAKES_THEM,
        DOES_NOT
    }

    /** @param mayTry whether it may know */
    TrailedParts(String place, S3Caller caller, boolean mayTry) {
        this.place = place;
        this.caller = caller;
        this.skill = mayTry ? Skill.UNKNOWN : Skill.DOES_NOT;
    }

    /** Whether the store takes a part so. It may be asked, once, by one caller while the others wait. */
    boolean takes(UploadId upload, int number, long length) {
        if (skill == Skill.UNKNOWN && length >= LEAST_TO_TRY) {
            trying.lock();
            try {
                if (skill == Skill.UNKNOWN) {
                    skill = tried(upload, number);
                }
            } finally {
                trying.unlock();
            }
        }
        return skill == Skill.TAKES_THEM;
    }

    private Skill tried(UploadId upload, int number) {
        trials++;
        try {
            upload(upload, number, TRIAL);
            return Skill.TAKES_THEM;
        } catch (StorageException e) {
            boolean saysNo = e instanceof StorageException.Rejected
                    || e instanceof StorageException.Denied
                    || e instanceof StorageException.Corrupt;
            LOG.debug("Parts of {} are held before they are sent: {}", place, e.getMessage());
            return saysNo || trials == TRIALS ? Skill.DOES_NOT : Skill.UNKNOWN;
        }
    }

    /**
     * Sends a part so.
     *
     * @throws StorageException.Rejected where it has turned out meanwhile that the store does not take it, before
     *     anything is written
     */
    UploadedPart send(UploadId upload, int number, Payload payload) throws StorageException {
        if (skill == Skill.DOES_NOT) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT, place + " takes no parts whose checksum comes after them", null);
        }
        try {
            return upload(upload, number, payload);
        } catch (StorageException.Rejected | StorageException.Denied | StorageException.Corrupt e) {
            // Whatever it knew before: what is refused for another reason is refused again when it is held.
            skill = Skill.DOES_NOT;
            throw e;
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
