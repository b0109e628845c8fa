package io.replicationhub.operate.stack;

import java.time.Instant;
import java.util.Optional;

/** An alarm that is ringing. */
public record Alarm(String name, String reason, Optional<Instant> since) {}
