package io.replicationhub.transfer;

/**
 * How true a copy is to its source beyond bytes and metadata.
 *
 * @param tags what becomes of the source's tags
 * @param storageClass which class a copy is kept in
 * @param onLoss what to do where the destination cannot hold what the source has
 * @param redirects where a copy by the store itself looks for a website redirect, which takes a look at the source object
 *     first: S3 copies all metadata but this one (API reference, CopyObject)
 */
public record Fidelity(TagsChoice tags, StorageClassRule storageClass, OnLoss onLoss, RedirectChoice redirects) {
    public static final Fidelity USUAL =
            new Fidelity(TagsChoice.LEAVE, new StorageClassRule.Given(), OnLoss.FAIL, RedirectChoice.WHERE_LIKELY);

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

    /** Where website redirects are looked for when the store copies by itself. */
    public enum RedirectChoice {
        /** At every object. */
        ALWAYS,
        /**
         * At empty objects, which is what redirects are set on as a rule (S3 User Guide, "Configuring a webpage redirect"),
         * and wherever the source is looked at for another reason.
         */
        WHERE_LIKELY
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

    /** Whether a redirect is looked for at a source of this size. */
    boolean looksForRedirect(long bytes) {
        return redirects == RedirectChoice.ALWAYS || bytes == 0;
    }
}
