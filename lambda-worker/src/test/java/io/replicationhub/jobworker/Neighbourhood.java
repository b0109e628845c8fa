package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two S3 servers with different keys, an SQS, and the environment that tells the deployed programs of them. */
final class Neighbourhood implements AutoCloseable {
    static final AccessKey FROM = new AccessKey("from-key", "from-secret");
    private static final AccessKey TO = new AccessKey("to-key", "to-secret");

    private final S3ProxyServer from = S3ProxyServer.start(S3ProxySettings.inMemory(FROM));
    private final S3ProxyServer to = S3ProxyServer.start(S3ProxySettings.inMemory(TO));
    final LocalSqs sqs = LocalSqs.start();
    final LocalQueue queue = sqs.create("tasks", Duration.ofSeconds(30), 5);
    final ObjectStore source;
    final ObjectStore destination;
    /** Further settings of both programs. */
    final Map<String, String> settings = new HashMap<>();

    final List<String> metrics = new CopyOnWriteArrayList<>();

    Neighbourhood() {
        from.createBucket("from-here");
        to.createBucket("to-there");
        source = open("from-here", from, FROM);
        destination = open("to-there", to, TO);
    }

    private static ObjectStore open(String bucket, S3ProxyServer server, AccessKey key) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()),
                CredentialsSource.of(Credentials.of(key.id(), key.secret())),
                Map.of());
    }

    Map<String, String> senderEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DRH_STACK", "test");
        environment.put("DRH_SOURCE_BUCKET", "from-here");
        environment.put("DRH_SOURCE_ENDPOINT", from.endpoint().toString());
        environment.put("DRH_SOURCE_CREDENTIALS", "env:DRH_FROM");
        environment.put("DRH_FROM_ACCESS_KEY_ID", FROM.id());
        environment.put("DRH_FROM_SECRET_ACCESS_KEY", FROM.secret());
        environment.put("DRH_DESTINATION_BUCKET", "to-there");
        environment.put("DRH_DESTINATION_ENDPOINT", to.endpoint().toString());
        environment.put("DRH_DESTINATION_CREDENTIALS", "env:TO");
        environment.put("TO_ACCESS_KEY_ID", TO.id());
        environment.put("TO_SECRET_ACCESS_KEY", TO.secret());
        environment.put("DRH_QUEUE_URL", queue.url().toString());
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", queue.deadLetterUrl().toString());
        environment.put("DRH_QUEUE_ENDPOINT", sqs.server().endpoint().toString());
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        environment.putAll(settings);
        return environment;
    }

    Map<String, String> workerEnvironment() {
        Map<String, String> environment = senderEnvironment();
        environment.put("DRH_MEMORY", "32MiB");
        environment.put("DRH_CONCURRENCY", "4");
        return environment;
    }

    /** Two execution environments at most, batches of up to five messages. */
    EventSourceMapping startWorkers(List<JobWorkerHandler> made) {
        return startWorkers(() -> {
            JobWorkerHandler handler = JobWorkerHandler.of(workerEnvironment(), metrics::add);
            synchronized (made) {
                made.add(handler);
            }
            return handler;
        });
    }

    /** As {@link #startWorkers(List)}, by handlers of one's own. */
    EventSourceMapping startWorkers(Supplier<JobWorkerHandler> start) {
        return EventSourceMapping.start(
                new MappingOptions(sqs.server().endpoint(), queue.url().toString(), 5, Duration.ZERO, 2), () -> {
                    JobWorkerHandler handler = start.get();
                    return event -> handler.handleRequest(event, new Invocation());
                });
    }

    static List<ListedObject> list(ObjectStore store) throws Exception {
        List<ListedObject> all = new ArrayList<>();
        ListRequest request = ListRequest.first("");
        while (true) {
            ListPage page = store.list(request);
            all.addAll(page.objects());
            Optional<String> next = page.cursor();
            if (next.isEmpty()) {
                return all;
            }
            request = request.next(next.get());
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sqs.close();
        from.close();
        to.close();
    }

    /** An invocation, with half a minute left where nothing is said. */
    static final class Invocation implements Context {
        private final long end;

        Invocation() {
            this(Duration.ofSeconds(30));
        }

        Invocation(Duration left) {
            this.end = System.nanoTime() + left.toNanos();
        }

        @Override
        public int getRemainingTimeInMillis() {
            return (int) ((end - System.nanoTime()) / 1_000_000);
        }

        @Override
        public String getAwsRequestId() {
            return "local";
        }

        @Override
        public String getLogGroupName() {
            return "local";
        }

        @Override
        public String getLogStreamName() {
            return "local";
        }

        @Override
        public String getFunctionName() {
            return "JobWorker";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:us-east-1:000000000000:function:JobWorker";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new IllegalStateException("the worker logs by slf4j");
        }
    }
}
