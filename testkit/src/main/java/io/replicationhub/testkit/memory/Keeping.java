package io.replicationhub.testkit.memory;

import io.replicationhub.object.ArchiveState;
import java.time.Duration;
import java.time.Instant;

/**
 * In which archive an object lies, and what has become of its restoration. What is restored from a class stays for the
 * days asked; what is restored from a tier of INTELLIGENT_TIERING has left it (S3 API reference, RestoreObject).
 *
 * @param ready when the restoration is done, if one was asked for; else far in the future
 * @param until when the restored copy goes
 */
record Keeping(Archive archive, Instant ready, Instant until) {
    /** S3 User Guide, "Understanding archive retrieval options": standard retrievals take 3 to 5 hours. */
    static final Duration RESTORATION = Duration.ofHours(4);

    private static final Keeping ONLINE = new Keeping(Archive.NONE, Instant.MAX, Instant.MAX);

    /** Kinds of archive. */
    enum Archive {
        NONE,
        CLASS,
        TIER
    }

    /** GLACIER_IR can be read at once. */
    static Keeping ofClass(String storageClass) {
        boolean archived = storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE");
        return archived ? new Keeping(Archive.CLASS, Instant.MAX, Instant.MAX) : ONLINE;
    }

    /** Not read for months, so moved to the archive access tier. */
    static Keeping sunk() {
        return new Keeping(Archive.TIER, Instant.MAX, Instant.MAX);
    }

    ArchiveState state(Instant now) {
        boolean asked = ready.isBefore(Instant.MAX) && now.isBefore(until);
        if (archive == Archive.NONE || archive == Archive.TIER && asked && !now.isBefore(ready)) {
            return ArchiveState.NONE;
        }
        return !asked ? ArchiveState.ARCHIVED : now.isBefore(ready) ? ArchiveState.RESTORING : ArchiveState.RESTORED;
    }

    /** Not every store's listing shows what was restored. */
    ArchiveState listed(MemoryCloud cloud) {
        ArchiveState state = state(cloud.now());
        return state == ArchiveState.NONE || cloud.listsRestorations() ? state : ArchiveState.UNTOLD;
    }

    Keeping restoring(Instant now, int days) {
        Instant done = state(now) == ArchiveState.RESTORED ? ready : now.plus(RESTORATION);
        Instant gone =
                archive == Archive.TIER ? Instant.MAX : (done.isAfter(now) ? done : now).plus(Duration.ofDays(days));
        return new Keeping(archive, done, gone);
    }
}
