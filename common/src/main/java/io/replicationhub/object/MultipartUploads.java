package io.replicationhub.object;

import java.util.List;

/**
 * Uploads in parts: nothing is seen of them until {@link #complete}, then the whole object at once. Parts may be sent in
 * any order, from many threads and processes, and again: the last one sent under a number counts.
 */
public interface MultipartUploads {
    /** The length of a part that only tries something. */
    int TRIAL_BYTES = 1;

    /** Begins an upload. It costs storage until it is completed or aborted. */
    UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException;

    /**
     * Whether a part may be a body that is passed on: then the store checks it against a checksum that comes after it, and
     * says what it took. Asks nothing; NO is for good.
     */
    default PassesOn passesOn() {
        return PassesOn.NO;
    }

    /**
     * Tries it, where it is not known, with a part of {@link #TRIAL_BYTES} under that number. It may stay there until the
     * real one takes its place, which must be of another length: by that they are told apart when an upload is resumed.
     * Where no answer comes, it may even take the place of the real one.
     *
     * @return YES or NO, which is what {@link #passesOn} says from now on
     * @throws StorageException where the store says neither; then it is still not known
     */
    default PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
        return passesOn();
    }

    /**
     * Sends one part; numbers run from 1 to {@link StoreLimits#maxParts}.
     *
     * @throws StorageException.Rejected like {@link StorageException.Denied} and {@link StorageException.Corrupt} also
     *     where the part was passed on, and the store turns out not to know how to take it; then {@link #passesOn} is NO
     *     from then on
     */
    UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException;

    /** Has the store fill one part from an object that it sees itself. */
    UploadedPart copyPart(UploadId upload, int number, CopySource source, ByteRange range) throws StorageException;

    /**
     * The parts that the store holds, ascending by number, all pages of them.
     *
     * @throws StorageException.Missing where there is no such upload (any more)
     */
    List<UploadedPart> parts(UploadId upload) throws StorageException;

    /**
     * Makes the object of the given parts, which are all of it, ascending. Where the store can, it checks the whole by a
     * checksum combined from the parts'.
     *
     * @return the ETag of the object; {@link ETag#NONE} where the store answers without one, as Ceph does
     * @throws StorageException.Missing where there is no such upload: it may have been completed by another, or by an
     *     earlier attempt of this call whose answer was lost. Look at the object before calling it a failure
     * @throws StorageException.Rejected where a part is not there, or not as it was sent, {@link
     *     StorageException.Rejected#isOfLostPart as such}
     */
    ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException;

    /** Gives an upload up. One that is not there is no failure. */
    void abort(UploadId upload) throws StorageException;

    /** Uploads under way to keys with the prefix, all pages of them; other programs' too. */
    List<OpenUpload> open(String prefix) throws StorageException;
}
