package io.replicationhub.retry;

import java.time.Duration;

/**
 * One of the two sides has answered nothing for a while, and work waits for it.
 *
 * @param lasting since the first request that met it began
 * @param reason what the last request met
 */
public record Silence(Duration lasting, String reason) {}
