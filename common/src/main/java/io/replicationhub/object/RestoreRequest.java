package io.replicationhub.object;

/**
 * Asks for an archived object to be made readable.
 *
 * @param storageClass as the store names it; empty where that is not known. What may be asked depends on it
 * @param days for so long it can be read; what comes back to an automatic tier stays there and takes no days
 */
public record RestoreRequest(ObjectKey key, String storageClass, int days, RetrievalTier tier) {
    public RestoreRequest {
        if (days < 1) {
            throw new IllegalArgumentException("a restoration for " + days + " days");
        }
    }
}
