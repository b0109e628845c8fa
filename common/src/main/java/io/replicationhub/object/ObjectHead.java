package io.replicationhub.object;

import java.util.OptionalLong;

/**
 * What a store tells of one object when asked for it by name.
 *
 * @param storageClass as the store names it; empty where it says nothing
 * @param firstPartSize the size of part 1, where it was asked for and the store knows parts; else empty
 */
public record ObjectHead(ObjectStamp stamp, ObjectMetadata metadata, String storageClass, OptionalLong firstPartSize) {}
