package io.replicationhub.object;

/** Whether an object lies in an archive, from which it must be restored before it can be read. */
public enum ArchiveState {
    /** It can be read as it is. */
    NONE,
    /** It cannot be read; nobody has asked for its restoration. */
    ARCHIVED,
    /** Its restoration was asked for and is not done. */
    RESTORING,
    /** It lies in an archive, and a copy of it can be read for some days. */
    RESTORED,
    /** It may lie in an archive, or may have been restored: where this was learnt, the store does not tell. */
    UNTOLD;

    /** Whether it is known that reading would be refused. */
    public boolean forbidsReading() {
        return this == ARCHIVED || this == RESTORING;
    }
}
