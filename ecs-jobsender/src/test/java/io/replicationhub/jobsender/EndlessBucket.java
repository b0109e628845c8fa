package io.replicationhub.jobsender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A bucket at the S3 face whose listing never ends: each page has one more key, and takes its time. */
final class EndlessBucket implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch pages = new CountDownLatch(20);

    EndlessBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until a run is in the middle of it. */
    boolean isBeingListed() throws InterruptedException {
        return pages.await(30, TimeUnit.SECONDS);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(PAUSE_MILLIS);
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String after = value(query, "continuation-token");
            String key = (after.isEmpty() ? value(query, "start-after") : after) + "!";
            byte[] page =
                    ("<ListBucketResult><IsTruncated>true</IsTruncated><KeyCount>1</KeyCount><NextContinuationToken>"
                                    + key + "</NextContinuationToken><Contents><Key>" + key
                                    + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                                    + "<ETag>\"d41d8cd98f00b204e9800998ecf8427e\"</ETag><Size>0</Size></Contents></ListBucketResult>")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            pages.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String value(String query, String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
