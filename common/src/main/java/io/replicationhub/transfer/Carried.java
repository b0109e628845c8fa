package io.replicationhub.transfer;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes along with the bytes of one copy.
 *
 * @param lost what does not, because the destination cannot hold it
 */
record Carried(ObjectMetadata metadata, WriteOptions options, List<Loss> lost) {
    Carried {
        lost = List.copyOf(lost);
    }

    /** Whether there is something of this kind to leave out. */
    boolean has(ObjectTrait trait) {
        return switch (trait) {
            case USER_METADATA -> !metadata.user().isEmpty();
            // A copy by the store takes the source's tags along where none are given.
            case TAGS -> options.tags().map(tags -> !tags.isEmpty()).orElse(true);
            case STORAGE_CLASS -> options.storageClass().isPresent();
            case WEBSITE_REDIRECT -> metadata.websiteRedirect().isPresent();
        };
    }

    Carried without(ObjectTrait trait, String why) {
        List<Loss> losses = new ArrayList<>(lost);
        losses.add(new Loss(trait, why));
        return switch (trait) {
            case USER_METADATA -> new Carried(metadata.withUser(Map.of()), options, losses);
            case TAGS -> new Carried(metadata, options.with(ObjectTags.NONE), losses);
            case STORAGE_CLASS -> new Carried(metadata, options.in(Optional.empty()), losses);
            case WEBSITE_REDIRECT -> new Carried(metadata.withoutRedirect(), options, losses);
        };
    }

    /**
     * A copy that was made, or an upload that was begun.
     *
     * @param lost on the way to it
     */
    record Made<T>(T result, List<Loss> lost) {}
}
