package io.replicationhub.retry;

import java.time.Duration;

/**
 * One of the two sides has answered nothing for a while, and work waits for it.
 *
 * @param lasting since it began, as far as that is known
 * @param reason what the last request met with
 */
public record Silence(Duration lasting, String reason) {}
