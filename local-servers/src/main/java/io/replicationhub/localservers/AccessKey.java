package io.replicationhub.localservers;

/** The one pair of credentials that a local server accepts. */
public record AccessKey(String id, String secret) {
    public AccessKey {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
    }

    /** Names the id only: a local secret is worth nothing, but the habit of printing secrets costs much. */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
