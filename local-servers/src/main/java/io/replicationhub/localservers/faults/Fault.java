package io.replicationhub.localservers.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** One thing that is done to an exchange. */
public sealed interface Fault {
    /** Something happens at a place. */
    record At(Point point, Effect effect) implements Fault {}

    /** The body is read, the server is not asked, the client gets this; the connection stays usable. */
    record Answer(Reply reply) implements Fault {}

    /** As {@link Answer}, but the client gets it before it has sent its body, and the connection ends. */
    record AnswerEarly(Reply reply) implements Fault {}

    /** The server does its work; its answer is held until complete, changed, and given to the client. */
    record Rewrite(UnaryOperator<Reply> change) implements Fault {}

    /** A body passes no faster than this. */
    record Slow(Side side, long bytesPerSecond) implements Fault {
        public Slow {
            if (bytesPerSecond <= 0) {
                throw new IllegalArgumentException("nothing would ever pass at " + bytesPerSecond + " bytes a second");
            }
        }
    }

    /** Connection reset when the server has been sent this many bytes of the body. */
    static Fault resetRequestAt(long bodyByte) {
        return new At(Point.requestByte(bodyByte), new Effect.Reset());
    }

    /** Connection reset when the client has been sent this many bytes of the body. */
    static Fault resetResponseAt(long bodyByte) {
        return new At(Point.responseByte(bodyByte), new Effect.Reset());
    }

    /** The server has done the work, and the client never learns it. */
    static Fault loseResponse() {
        return new At(Point.beforeResponse(), new Effect.Reset());
    }

    /** The server never hears of the request. */
    static Fault loseRequest() {
        return new At(Point.beforeRequest(), new Effect.Reset());
    }

    /** The response ends in good order after this many bytes of its body, whatever its length said. */
    static Fault endResponseAt(long bodyByte) {
        return new At(Point.responseByte(bodyByte), new Effect.Finish());
    }

    /** The request waits before the server sees it. */
    static Fault delay(Duration time) {
        return stall(Point.beforeRequest(), time);
    }

    static Fault stall(Point point, Duration time) {
        return new At(point, new Effect.Stall(time));
    }

    /** One byte of the response's body is wrong. */
    static Fault corruptResponseAt(long bodyByte) {
        return new At(Point.responseByte(bodyByte), new Effect.Corrupt());
    }

    /** One byte of the request's body is wrong. */
    static Fault corruptRequestAt(long bodyByte) {
        return new At(Point.requestByte(bodyByte), new Effect.Corrupt());
    }

    /** Runs the action when the exchange gets there; the bytes behind the place wait for it. */
    static Fault run(Point point, Runnable action) {
        return new At(point, new Effect.Run(action));
    }

    static Fault answer(Reply reply) {
        return new Answer(reply);
    }

    static Fault answerEarly(Reply reply) {
        return new AnswerEarly(reply);
    }

    /** The server does the work; the client is told this instead. */
    static Fault replaceResponse(Reply reply) {
        return new Rewrite(ignored -> reply);
    }

    /** The body is cut to this length and the framing says so: sound HTTP around a broken document. */
    static Fault truncateResponse(int length) {
        return new Rewrite(reply -> reply.withBody(Arrays.copyOf(reply.body(), Math.min(length, reply.body().length))));
    }

    static Fault slow(Side side, long bytesPerSecond) {
        return new Slow(side, bytesPerSecond);
    }
}
