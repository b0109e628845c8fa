package io.replicationhub.object;

/** Names an upload in parts. The store's id means nothing without the key. */
public record UploadId(ObjectKey key, String id) {}
