package io.replicationhub.object;

import java.util.Optional;

/**
 * How an object is to be kept where it is written.
 *
 * @param storageClass as the destination names it; its default class where empty
 */
public record WriteOptions(Optional<String> storageClass) {
    public static final WriteOptions DEFAULT = new WriteOptions(Optional.empty());
}
