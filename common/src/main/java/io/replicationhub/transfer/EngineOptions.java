package io.replicationhub.transfer;

import io.replicationhub.object.WriteOptions;

/**
 * How objects are to be copied.
 *
 * @param singlePutBytes an object up to this size is read once and written once
 * @param passOnBytes the body of such an object from this size on is written while it is read, where both sides' ETags
 *     prove the copy; a smaller one is held, so that its checksum goes out before it
 * @param partBytes the size of parts, where neither the source nor the store's limits ask for another
 * @param copiedPartBytes the same where the store copies parts by itself, which takes no memory of ours
 * @param write how they are kept where they are written
 * @param metadata what becomes of the source's metadata
 * @param fidelity what becomes of all else that the source has
 * @param route which way the bytes go
 */
public record EngineOptions(
        long singlePutBytes,
        long passOnBytes,
        long partBytes,
        long copiedPartBytes,
        WriteOptions write,
        MetadataChoice metadata,
        Fidelity fidelity,
        Route route) {
    private static final long MIB = 1L << 20;
    /** Where one request for all of an object stops being the quicker way. */
    public static final long SINGLE_PUT_BYTES = 16 * MIB;

    /** Where holding a body costs more memory than it is worth: a few chunks of {@link BodyBuffers}. */
    public static final long PASS_ON_BYTES = MIB / 2;

    /**
     * The largest part of a source that is copied as one part, so that the copy has an equal ETag, where it need not be
     * held: beyond it, what a broken connection or a killed run costs is more than an equal ETag is worth.
     */
    public static final long LARGEST_PASSED_ON = 512 * MIB;

    public static final long PART_BYTES = 8 * MIB;
    public static final long COPIED_PART_BYTES = 256 * MIB;

    public static final EngineOptions DEFAULT = new EngineOptions(
            SINGLE_PUT_BYTES,
            PASS_ON_BYTES,
            PART_BYTES,
            COPIED_PART_BYTES,
            WriteOptions.DEFAULT,
            MetadataChoice.CARRY,
            Fidelity.USUAL,
            Route.THROUGH_US);

    public EngineOptions {
        if (singlePutBytes < 0 || passOnBytes < 0 || partBytes < 1 || copiedPartBytes < 1) {
            throw new IllegalArgumentException("sizes " + singlePutBytes + ", " + passOnBytes + ", " + partBytes + ", "
                    + copiedPartBytes + " are out of range");
        }
    }

    /** What becomes of the source's metadata. */
    public enum MetadataChoice {
        CARRY,
        LEAVE
    }

    /** Which way the bytes go. */
    public enum Route {
        /** Read by us and written by us. */
        THROUGH_US,
        /** The destination reads the source by itself: one endpoint and one credential see both. */
        SERVER_SIDE
    }

    /**
     * The largest body that is held in memory: a few must fit, if they can, or none would move while another does.
     *
     * @param memoryBytes for bodies, in all
     */
    public long largestBody(long memoryBytes) {
        long quarter = memoryBytes / 4;
        return quarter >= partBytes ? quarter : memoryBytes / 2 >= partBytes ? memoryBytes / 2 : memoryBytes;
    }

    /** Whether a copy by the store itself takes a look at a source of this size first. */
    public boolean looksFirst(long bytes) {
        return fidelity.storageClass().asksTheSource()
                || metadata == MetadataChoice.CARRY && fidelity.looksForRedirect(bytes);
    }

    public EngineOptions with(WriteOptions options) {
        return new EngineOptions(
                singlePutBytes, passOnBytes, partBytes, copiedPartBytes, options, metadata, fidelity, route);
    }

    public EngineOptions with(MetadataChoice choice) {
        return new EngineOptions(
                singlePutBytes, passOnBytes, partBytes, copiedPartBytes, write, choice, fidelity, route);
    }

    public EngineOptions with(Fidelity other) {
        return new EngineOptions(
                singlePutBytes, passOnBytes, partBytes, copiedPartBytes, write, metadata, other, route);
    }

    public EngineOptions with(Route way) {
        return new EngineOptions(
                singlePutBytes, passOnBytes, partBytes, copiedPartBytes, write, metadata, fidelity, way);
    }

    public EngineOptions withSizes(long single, long passOn, long part, long copiedPart) {
        return new EngineOptions(single, passOn, part, copiedPart, write, metadata, fidelity, route);
    }
}
