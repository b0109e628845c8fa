package io.replicationhub.transfer;

/**
 * How true a copy is to its source beyond bytes and metadata.
 *
 * @param tags what becomes of the source's tags
 * @param storageClass which class a copy is kept in
 * @param onLoss what to do where the destination cannot hold what the source has
 * @param redirects whether a copy by the store itself has the source's website redirect, which takes a look at each source
 *     object first: S3 copies all metadata but this one (API reference, CopyObject)
 */
public record Fidelity(TagsChoice tags, StorageClassRule storageClass, OnLoss onLoss, RedirectChoice redirects) {
    public static final Fidelity USUAL =
            new Fidelity(TagsChoice.LEAVE, new StorageClassRule.Given(), OnLoss.FAIL, RedirectChoice.WHERE_SEEN);

    /** What becomes of the source's tags. */
    public enum TagsChoice {
        /** They are read where an object has some, and written with the copy. */
        CARRY,
        LEAVE
    }

    /** What to do where the destination cannot hold what the source has. */
    public enum OnLoss {
        /** The object is not copied. */
        FAIL,
        /** It is copied without, and its outcome says what was lost. */
        WARN
    }

    /** What becomes of website redirects where the store copies by itself. */
    public enum RedirectChoice {
        CARRY,
        /** Only where the source is looked at for another reason. */
        WHERE_SEEN
    }

    public Fidelity with(TagsChoice choice) {
        return new Fidelity(choice, storageClass, onLoss, redirects);
    }

    public Fidelity with(StorageClassRule rule) {
        return new Fidelity(tags, rule, onLoss, redirects);
    }

    public Fidelity with(OnLoss choice) {
        return new Fidelity(tags, storageClass, choice, redirects);
    }

    public Fidelity with(RedirectChoice choice) {
        return new Fidelity(tags, storageClass, onLoss, choice);
    }

    /** Whether a copy by the store itself takes a look at the source first. */
    public boolean looksFirst() {
        return storageClass.asksTheSource() || redirects == RedirectChoice.CARRY;
    }
}
