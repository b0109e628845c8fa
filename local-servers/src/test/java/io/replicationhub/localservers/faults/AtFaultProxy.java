package io.replicationhub.localservers.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a proxy in front of a server that takes and gives what it is told. */
abstract class AtFaultProxy {
    static final byte[] BODY = Upstream.pattern(200_000);

    Upstream upstream;
    FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream = new Upstream();
        proxy = FaultProxy.inFrontOf(upstream.endpoint());
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    HttpResponse<byte[]> get(HttpClient client, String target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(proxy.endpoint().resolve(target)).build(), BodyHandlers.ofByteArray());
    }

    static <T> Future<T> background(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
