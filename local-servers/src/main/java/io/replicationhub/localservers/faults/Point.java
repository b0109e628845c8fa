package io.replicationhub.localservers.faults;

/**
 * A place in an exchange: before a message, at a byte of its body, or after it. Bytes of a chunked body are counted as
 * they are on the wire, framing included. A place that a body is too short to reach is never reached.
 *
 * @param side the request or the response
 * @param offset how many bytes of the body have passed; {@link #BEFORE} and {@link #AFTER} are the ends
 */
public record Point(Side side, long offset) {
    /** Not even the head has been passed on. */
    public static final long BEFORE = -1;

    /** The whole message has been passed on. */
    public static final long AFTER = Long.MAX_VALUE;

    public Point {
        if (offset < BEFORE) {
            throw new IllegalArgumentException("offset " + offset + " is before the beginning");
        }
    }

    /** The request has arrived and the server has seen none of it. */
    public static Point beforeRequest() {
        return new Point(Side.REQUEST, BEFORE);
    }

    /** The server has been sent the head and this many bytes of the body. */
    public static Point requestByte(long offset) {
        return new Point(Side.REQUEST, offset);
    }

    /** The server has been sent the whole request; it may or may not have answered. */
    public static Point afterRequest() {
        return new Point(Side.REQUEST, AFTER);
    }

    /** The server has done the work and answered; the client has seen none of the answer. */
    public static Point beforeResponse() {
        return new Point(Side.RESPONSE, BEFORE);
    }

    /** The client has been sent the head and this many bytes of the body. */
    public static Point responseByte(long offset) {
        return new Point(Side.RESPONSE, offset);
    }

    /** The client has been sent all; it may act on it before whatever happens here. */
    public static Point afterResponse() {
        return new Point(Side.RESPONSE, AFTER);
    }
}
