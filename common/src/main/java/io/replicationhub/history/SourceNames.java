package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.VersionId;

/**
 * Under which name a copy remembers its source's version. A version named {@code null} is overwritten in place, so its
 * time and ETag belong to its name here.
 */
final class SourceNames {
    private SourceNames() {}

    static String of(ListedVersion.Content version) {
        ObjectStamp stamp = version.object().stamp();
        return version.id().equals(VersionId.NULL)
                ? VersionId.NULL.value()
                        + ' '
                        + stamp.lastModified().getEpochSecond()
                        + ' '
                        + stamp.etag().value()
                : version.id().value();
    }
}
