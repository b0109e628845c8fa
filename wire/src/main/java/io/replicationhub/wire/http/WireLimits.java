package io.replicationhub.wire.http;

import java.time.Duration;

/** The numbers of the wire. */
public final class WireLimits {
    /** For one address to accept a connection. A host that is up answers in one round trip; SYNs repeat after 1 and 3 s. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Without a single byte, in either the handshake, the answer's head or its body. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /**
     * The same where the store has to copy or to join bytes before it can answer. S3 sends blanks meanwhile; others are
     * silent until up to 5 GiB are done, which at 10 MB/s takes nine minutes.
     */
    public static final Duration WORK_TIMEOUT = Duration.ofMinutes(10);

    /** For one write, of 256 KiB at most, to be taken: a server that reads no more hangs the connection up by nothing else. */
    public static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

    /** A kept connection older than this is not used again: servers close theirs from 5 s on (nginx 75, Jetty 30). */
    public static final Duration MAX_IDLE = Duration.ofSeconds(4);

    /** A kept connection that rested for this long is looked at before it gets a body that cannot be written twice. */
    static final Duration RESTED = Duration.ofMillis(500);

    /** Connections end at this age, so that new answers of the name service and all its addresses come into use. */
    public static final Duration MAX_AGE = Duration.ofSeconds(60);

    /** Bodies from here on wait for the server's {@code 100 Continue} after one was not taken, until one is. */
    public static final long EXPECT_CONTINUE_FROM = 1 << 20;

    /** How long to wait for it: servers that do not know the header never send it. */
    public static final Duration CONTINUE_TIMEOUT = Duration.ofSeconds(1);

    /** How long to look for an answer where a body could not be sent: a server that refuses may not read on. */
    public static final Duration REFUSAL_TIMEOUT = Duration.ofMillis(200);

    /** How many of a host's addresses are tried before an attempt to connect fails. */
    public static final int ADDRESSES_TRIED = 3;

    /** Socket buffers' worth that a head and a small body share, so that they leave in one write. */
    static final int BUFFER = 16 << 10;

    static final int MAX_LINE = 32 << 10;
    static final int MAX_HEADERS = 300;

    private WireLimits() {}
}
