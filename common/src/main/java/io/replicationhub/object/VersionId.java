package io.replicationhub.object;

/** Names one version of an object, as its store does; opaque, and in no order. */
public record VersionId(String value) {
    /**
     * Of what was written while its bucket kept no versions. Unlike any other it is used again: what is written next while
     * none are kept takes its place (S3 User Guide, "Adding objects to versioning-suspended buckets").
     */
    public static final VersionId NULL = new VersionId("null");

    public VersionId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a version has a name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
