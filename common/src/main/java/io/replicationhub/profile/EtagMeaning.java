package io.replicationhub.profile;

/** What ETags say of bytes, encryption aside. */
public enum EtagMeaning {
    /** MD5 of what was put whole; {@code md5-of-md5s-N} of what was put in N parts. */
    MD5_AND_MD5_OF_PARTS,
    /** MD5 of what was put whole; of what was put in parts, nothing that another store's would equal. */
    MD5_OF_WHOLE,
    /** Nothing but that another tag is another object. */
    OPAQUE
}
