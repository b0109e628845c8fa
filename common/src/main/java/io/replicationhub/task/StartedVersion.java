package io.replicationhub.task;

/**
 * An upload in parts of one version of a history. The copy will bear the version's name, so the upload is of use for that
 * version alone, whatever else has the same bytes.
 *
 * @param name as copies bear it
 */
public record StartedVersion(String name, StartedUpload upload) {
    public StartedVersion {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a version without a name");
        }
    }
}
