package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The handler in a JVM of its own under AWS's runtime client, compiled by C1 alone as Lambda does by default. */
@Timeout(120)
class RuntimeInterfaceTest {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    @TempDir
    private Path folder;

    @Test
    void theFunctionDoesABatchUnderLambdasOwnRuntime() throws Exception {
        try (var here = new Neighbourhood();
                var lambda = LocalRuntimeApi.start()) {
            var key = new ObjectKey("ä/🙂 b");
            here.source.put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 1_000));
            ListedObject listed = Neighbourhood.list(here.source).getFirst();
            String message = TaskCodec.encode(TaskMessage.of(List.of(new CopyTask(key, key, listed.stamp()))));
            Path output = folder.resolve("output");

            Process function = start(here.workerEnvironment(), lambda.address(), output);
            try {
                String answer = lambda.invoke(event(Map.of("good", message)), Duration.ofSeconds(60));
                assertEquals("{\"batchItemFailures\":[]}", answer, () -> read(output));
            } finally {
                function.destroy();
                assertTrue(function.waitFor(20, TimeUnit.SECONDS));
            }
            assertEquals(1, Neighbourhood.list(here.destination).size());
            String said = Files.readString(output);
            assertTrue(said.contains("compiled by C1 alone"), said);
            assertTrue(said.contains("AES-GCM by "), said);
            assertTrue(said.contains("\"ObjectsCopied\":1"), said);
        }
    }

    private static Process start(Map<String, String> environment, String api, Path output) throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                classes.replace("lambda-worker" + File.separator + "target" + File.separator + "test-classes", "none"),
                RUNTIME,
                JobWorkerHandler.class.getName());
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "JobWorker");
        builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "local");
        builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        builder.environment().put("AWS_REGION", "us-east-1");
        builder.environment().put("LAMBDA_TASK_ROOT", "/");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** As the event source mapping sends it (Lambda Developer Guide, "Example standard queue message event"). */
    private static String event(Map<String, String> bodies) {
        JsonWriter json =
                JsonWriter.create().writeStartObject().writeFieldName("Records").writeStartArray();
        bodies.forEach((id, body) -> json.writeStartObject()
                .writeFieldName("messageId")
                .writeValue(id)
                .writeFieldName("receiptHandle")
                .writeValue("receipt-" + id)
                .writeFieldName("body")
                .writeValue(body)
                .writeFieldName("attributes")
                .writeStartObject()
                .writeFieldName("ApproximateReceiveCount")
                .writeValue("1")
                .writeFieldName("SentTimestamp")
                .writeValue("1545082649183")
                .writeEndObject()
                .writeFieldName("messageAttributes")
                .writeStartObject()
                .writeEndObject()
                .writeFieldName("md5OfBody")
                .writeValue("e4e68fb7bd0e697a0ae8f1bb342846b3")
                .writeFieldName("eventSource")
                .writeValue("aws:sqs")
                .writeFieldName("eventSourceARN")
                .writeValue("arn:aws:sqs:us-east-1:000000000000:tasks")
                .writeFieldName("awsRegion")
                .writeValue("us-east-1")
                .writeEndObject());
        return new String(json.writeEndArray().writeEndObject().getBytes(), StandardCharsets.UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
