package io.replicationhub.localservers;

import java.net.URI;

/** Where a queue and its dead letters are. */
public record LocalQueue(URI url, URI deadLetterUrl) {}
