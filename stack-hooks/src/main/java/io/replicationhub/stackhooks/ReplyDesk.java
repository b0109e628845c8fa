package io.replicationhub.stackhooks;

import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends answers to the pre-signed address that came with the request. The address is signed without a content type, so none
 * is sent. It is as good as a password and is never printed.
 */
final class ReplyDesk {
    /** The sum of all waits and attempts stays below {@link StackHooks#ANSWERING}. */
    static final RetryPolicy RETRY = new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(2));

    private static final Duration CONNECT_MOST = Duration.ofSeconds(3);
    private static final Duration ANSWER_MOST = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ReplyDesk.class);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_MOST)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Sleeper sleeper;
    private final RandomGenerator random;

    ReplyDesk(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Sends one.
     *
     * @throws IOException where the address does not take it
     */
    void send(URI address, String document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_MOST)
                .PUT(HttpRequest.BodyPublishers.ofString(document))
                .build();
        for (int attempt = 1; ; attempt++) {
            String trouble;
            boolean refused = false;
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2) {
                    return;
                }
                trouble = "it answers " + status;
                refused = status / 100 == 4;
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName();
            }
            if (refused || !RETRY.allowsAfter(attempt)) {
                throw new IOException("CloudFormation's address does not take the answer: " + trouble);
            }
            LOG.warn("CloudFormation's address does not take the answer yet: {}", trouble);
            sleeper.sleep(RETRY.delayAfter(attempt, random));
        }
    }
}
