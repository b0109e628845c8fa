package io.replicationhub.localservers.faults;

/**
 * What has passed so far. Answers that the proxy gave itself are in {@code requests} but not in the bytes.
 *
 * @param connections accepted
 * @param requests whose head was read
 * @param requestBytes of bodies sent on to the server, as on the wire
 * @param responseBytes of bodies sent on to the client, as on the wire
 */
public record Traffic(long connections, long requests, long requestBytes, long responseBytes) {}
