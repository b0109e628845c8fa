package io.replicationhub.localservers.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection and the one to the server behind it. One thread carries requests, another responses, so that
 * an early answer passes while a body is still being sent. Either end closing closes both.
 */
final class Connection {
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final int LARGEST_REWRITE = 64 * 1024 * 1024;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Queue<Exchange> awaitingResponse = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Connection(FaultProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void carryRequests() throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream(), 64 * 1024);
        while (true) {
            Optional<MessageHead> read = MessageHead.read(in);
            if (read.isEmpty()) {
                return;
            }
            MessageHead head = read.get();
            Exchange exchange = proxy.plan(new RequestHead(head.word(0), head.word(1), head.headers()));
            WireBody body = WireBody.ofRequest(head, in);
            var early = exchange.first(Fault.AnswerEarly.class);
            if (early.isPresent()) {
                early.get().rule().didAct();
                answerEarly(exchange, early.get().fault().reply(), body);
                return;
            }
            var answer = exchange.first(Fault.Answer.class);
            if (answer.isPresent()) {
                answer.get().rule().didAct();
                answer(exchange, answer.get().fault().reply(), head, body);
                if (head.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
                    return;
                }
                continue;
            }
            awaitingResponse.add(exchange);
            new Flow(this, exchange, Side.REQUEST).pass(head, body, server.getOutputStream(), proxy::countRequestBytes);
        }
    }

    void carryResponses() throws IOException {
        InputStream in = new BufferedInputStream(server.getInputStream(), 64 * 1024);
        while (true) {
            Optional<MessageHead> read = MessageHead.read(in);
            if (read.isEmpty()) {
                return;
            }
            MessageHead head = read.get();
            // Asked for before there is anything to say it would fail, and end all, where an early answer was the last
            // word.
            OutputStream out = client.getOutputStream();
            if (head.status() / 100 == 1) {
                awaitTraffic();
                out.write(head.wire());
                continue;
            }
            Exchange exchange = Optional.ofNullable(awaitingResponse.poll())
                    .orElseThrow(() -> new IOException("a response without a request: " + head.firstLine()));
            WireBody body = WireBody.ofResponse(head, exchange.head().method(), in);
            Flow flow = new Flow(this, exchange, Side.RESPONSE);
            List<Exchange.Chosen<Fault.Rewrite>> rewrites = exchange.all(Fault.Rewrite.class);
            if (rewrites.isEmpty()) {
                flow.pass(head, body, out, proxy::countResponseBytes);
            } else {
                Reply reply = whole(head, body, exchange);
                for (var rewrite : rewrites) {
                    reply = rewrite.fault().change().apply(reply);
                    rewrite.rule().didAct();
                }
                flow.before();
                reply.writeTo(out, exchange.head().method());
                flow.after();
            }
            if (body.endsTheConnection()) {
                return;
            }
        }
    }

    private void answer(Exchange exchange, Reply reply, MessageHead head, WireBody body) throws IOException {
        Flow flow = new Flow(this, exchange, Side.RESPONSE);
        new Flow(this, exchange, Side.REQUEST).before();
        OutputStream out = client.getOutputStream();
        if (head.header("Expect").isPresent()) {
            out.write(GO_ON);
        }
        drain(body);
        flow.before();
        reply.writeTo(out, exchange.head().method());
        flow.after();
    }

    private void answerEarly(Exchange exchange, Reply reply, WireBody body) throws IOException {
        reply.with("Connection", "close")
                .writeTo(client.getOutputStream(), exchange.head().method());
        client.shutdownOutput();
        // To close with bytes unread would reset the connection and could take the answer from the client.
        client.setSoTimeout((int) LINGER.toMillis());
        drain(body);
    }

    private static void drain(WireBody body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        while (body.read(buffer, buffer.length) >= 0) {
            // Only to be gone.
        }
    }

    private static Reply whole(MessageHead head, WireBody body, Exchange exchange) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int n = body.read(buffer, buffer.length); n >= 0; n = body.read(buffer, buffer.length)) {
            if (wire.size() + n > LARGEST_REWRITE) {
                throw new IOException("a response that is to be rewritten is larger than " + LARGEST_REWRITE);
            }
            wire.write(buffer, 0, n);
        }
        byte[] bytes = wire.toByteArray();
        boolean keepLength = exchange.head().method().equals("HEAD");
        List<String> headers = head.headers().stream()
                .filter(h -> !MessageHead.isNamed(h, "Transfer-Encoding"))
                .filter(h -> keepLength || !MessageHead.isNamed(h, "Content-Length"))
                .toList();
        return new Reply(head.status(), headers, body instanceof ChunkedBody ? ChunkedBody.decode(bytes) : bytes);
    }

    /** Waits while the proxy is silent. */
    void awaitTraffic() {
        proxy.awaitTraffic(this);
    }

    /** Waits, but not longer than the connection lives. */
    void pause(Duration time) throws IOException {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the connection was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    void run(Runnable action) {
        proxy.run(action);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** RST to both ends. */
    void reset() {
        end(client, true);
        end(server, true);
        closed.countDown();
    }

    /** FIN to the client, RST to the server. */
    void finish() {
        try {
            client.shutdownOutput();
        } catch (IOException e) {
            // It has gone already, which is what we want of it.
        }
        close();
    }

    void close() {
        end(client, false);
        end(server, true);
        closed.countDown();
    }

    static void end(Socket socket, boolean abruptly) {
        try (socket) {
            if (abruptly) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // A socket that cannot be closed is closed.
        }
    }
}
