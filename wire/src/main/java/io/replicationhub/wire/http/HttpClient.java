package io.replicationhub.wire.http;

import io.replicationhub.object.Payload;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Makes exchanges over pooled connections. Thread-safe. */
public final class HttpClient {
    /** Whether the last large body was sent in vain, so that asking for consent is worth a round trip. */
    private volatile boolean bodiesRefused;

    /** Whether a server on the way does not know what asking is, and refused a body for that. */
    private volatile boolean askingRefused;

    /**
     * Sends a request and gives the head of the answer. Where a kept connection turns out to have died before a byte of
     * the answer came, the request is made once more over a new one, unless its body is gone with it.
     *
     * @param payload the body; null where there is none. The request carries its length
     */
    public Answer exchange(
            ConnectionPool pool, ClassicHttpRequest request, @Nullable Payload payload, boolean mayExpect)
            throws IOException {
        return exchange(pool, request, payload, mayExpect, Duration.ZERO);
    }

    /**
     * The same with an answer that may be silent for longer than usual.
     *
     * @param silence for how long; what is shorter than usual counts for nothing
     */
    public Answer exchange(
            ConnectionPool pool,
            ClassicHttpRequest request,
            @Nullable Payload payload,
            boolean mayExpect,
            Duration silence)
            throws IOException {
        long most = silence.toNanos();
        if (payload == null || payload.length() == 0) {
            return exchange(pool, request, false, most);
        }
        PayloadEntity entity = new PayloadEntity(payload);
        request.setEntity(entity);
        if (payload.length() < WireLimits.EXPECT_CONTINUE_FROM) {
            return exchange(pool, request, false, most);
        }
        boolean patient = mayExpect && bodiesRefused && !askingRefused;
        if (patient) {
            request.addHeader("expect", "100-continue");
        }
        // A server that refuses may hang up, and its answer be lost with what was under way to it: asked first, it is
        // heard. A body that could not be had says nothing of the server.
        try {
            Answer answer = exchange(pool, request, patient, most);
            if (patient && answer.status() == HttpStatus.SC_EXPECTATION_FAILED) {
                askingRefused = true;
                answer.close();
                answer = unasked(pool, request, entity, most);
            }
            bodiesRefused = answer.status() >= 300;
            return answer;
        } catch (IOException e) {
            if (!entity.isMissing()) {
                bodiesRefused = true;
            }
            throw e;
        }
    }

    /** Makes a request again without the expectation, which is all that was wrong with it (RFC 9110, 10.1.1). */
    private static Answer unasked(ConnectionPool pool, ClassicHttpRequest request, PayloadEntity body, long silence)
            throws IOException {
        if (body.isGone()) {
            throw new IOException("a body was sent and refused for the question before it, which is not asked again");
        }
        request.removeHeaders("expect");
        return exchange(pool, request, false, silence);
    }

    private static Answer exchange(ConnectionPool pool, ClassicHttpRequest request, boolean patient, long silence)
            throws IOException {
        HttpEntity body = request.getEntity();
        Connection kept = pool.reuse();
        if (kept != null && body != null && !body.isRepeatable() && kept.hasDiedAtRest()) {
            kept.close();
            kept = null;
        }
        if (kept != null) {
            try {
                return exchange(kept, pool, request, patient, silence);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (MalformedAnswerException e) {
                // Something was left over from the answer before: that says nothing of the server as such.
                throw new IOException("a kept connection is out of step: " + e.getMessage(), e);
            } catch (IOException e) {
                boolean gone = body instanceof PayloadEntity payload && payload.isGone();
                if (kept.hasAnswered() || gone || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        return exchange(pool.open(), pool, request, patient, silence);
    }

    private static Answer exchange(
            Connection connection, ConnectionPool pool, ClassicHttpRequest request, boolean patient, long silence)
            throws IOException {
        boolean answered = false;
        try {
            ClassicHttpResponse response = connection.exchange(request, patient, silence);
            answered = true;
            return new HttpAnswer(response, connection, pool);
        } finally {
            if (!answered) {
                connection.close();
            }
        }
    }
}
