package io.replicationhub.wire.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One connection, one exchange at a time. Not thread-safe. */
final class Connection {
    private static final Timeout CONTINUE = Timeout.of(WireLimits.CONTINUE_TIMEOUT);
    private static final Timeout REFUSAL = Timeout.of(WireLimits.REFUSAL_TIMEOUT);

    private final Line line;
    private final LineConnection http;
    private final long openedAt;
    private long usedAt;
    private long receivedBefore;
    private boolean rested;

    Connection(Line line, long now) throws IOException {
        this.line = line;
        http = new LineConnection(line);
        openedAt = now;
        usedAt = now;
    }

    boolean isFresh(long now) {
        return now - usedAt < WireLimits.MAX_IDLE.toNanos() && now - openedAt < WireLimits.MAX_AGE.toNanos();
    }

    void lentAt(long now) {
        rested = now - usedAt >= WireLimits.RESTED.toNanos();
    }

    /** Whether it was out of use for so long that the server may have hung up, and has. Waits 1 ms where it has not. */
    boolean hasDiedAtRest() throws IOException {
        return rested && http.isStale();
    }

    void usedAt(long now) {
        usedAt = now;
    }

    /** Whether any byte has come since the last request was begun. */
    boolean hasAnswered() {
        return http.getEndpointDetails().getReceivedBytesCount() > receivedBefore;
    }

    /**
     * Sends a request and reads the head of its answer.
     *
     * @param patient whether to wait for the server's consent before sending the body; the request says so in its headers
     * @param silence how long the answer may be silent, in nanoseconds, where that is longer than usual
     */
    ClassicHttpResponse exchange(ClassicHttpRequest request, boolean patient, long silence) throws IOException {
        line.waitFor(silence);
        receivedBefore = http.getEndpointDetails().getReceivedBytesCount();
        try {
            http.sendRequestHeader(request);
            ClassicHttpResponse early = patient ? earlyAnswer() : null;
            if (early != null) {
                return withBody(request, early);
            }
            ClassicHttpResponse refusal = sendBody(request);
            return withBody(request, refusal == null ? finalAnswer() : refusal);
        } catch (HttpException e) {
            throw new MalformedAnswerException(e);
        }
    }

    /** Another answer than {@code 100 Continue}, which makes the body needless; null where the body is to be sent. */
    private @Nullable ClassicHttpResponse earlyAnswer() throws IOException, HttpException {
        http.flush();
        while (http.isDataAvailable(CONTINUE)) {
            ClassicHttpResponse answer = head();
            if (answer.getCode() >= HttpStatus.SC_SUCCESS) {
                // The server may take or drop the body that was announced: this connection says no more.
                answer.setHeader("connection", "close");
                return answer;
            }
            if (answer.getCode() == HttpStatus.SC_CONTINUE) {
                return null;
            }
        }
        return null;
    }

    /** Sends the body; where the server stops taking it, gives what it answered instead. */
    private @Nullable ClassicHttpResponse sendBody(ClassicHttpRequest request) throws IOException, HttpException {
        try {
            if (request.getEntity() != null) {
                http.sendRequestEntity(request);
            }
            http.flush();
            return null;
        } catch (IOException failure) {
            try {
                if (http.isDataAvailable(REFUSAL)) {
                    ClassicHttpResponse refusal = finalAnswer();
                    refusal.setHeader("connection", "close");
                    return refusal;
                }
            } catch (IOException | HttpException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private ClassicHttpResponse finalAnswer() throws IOException, HttpException {
        ClassicHttpResponse answer;
        do {
            answer = head();
        } while (answer.getCode() < HttpStatus.SC_SUCCESS);
        return answer;
    }

    /** The library takes the end of what comes for the end of a head: one that is cut off would lose headers unseen. */
    private ClassicHttpResponse head() throws IOException, HttpException {
        try {
            ClassicHttpResponse head = http.receiveResponseHeader();
            if (line.hasHungUp()) {
                throw new ConnectionClosedException("the connection ended within the answer's head");
            }
            return head;
        } catch (HttpException e) {
            if (line.hasHungUp()) {
                throw new ConnectionClosedException("the connection ended within the answer's head", e);
            }
            throw e;
        }
    }

    private ClassicHttpResponse withBody(ClassicHttpRequest request, ClassicHttpResponse answer)
            throws IOException, HttpException {
        int status = answer.getCode();
        boolean bodiless = request.getMethod().equals("HEAD")
                || status == HttpStatus.SC_NO_CONTENT
                || status == HttpStatus.SC_NOT_MODIFIED;
        if (!bodiless) {
            http.receiveResponseEntity(answer);
        }
        return answer;
    }

    void close() {
        line.close();
    }
}
