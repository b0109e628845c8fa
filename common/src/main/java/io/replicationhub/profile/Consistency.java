package io.replicationhub.profile;

/** Whether a listing shows what was written before it. */
public enum Consistency {
    /** It shows every write that was answered before. */
    STRONG,
    /** It may lag behind: nothing is to be deleted because one listing lacks it. */
    EVENTUAL
}
