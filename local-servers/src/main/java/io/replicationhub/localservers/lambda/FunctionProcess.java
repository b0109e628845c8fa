package io.replicationhub.localservers.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.ServerStartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One execution environment of a function: a JVM under AWS's runtime interface client. What outlasts the function's
 * timeout is killed, as Lambda does. For one invocation at a time; {@link #kill} may be called meanwhile.
 */
public final class FunctionProcess implements AutoCloseable {
    static final String NAME = "JobWorker";
    static final String VERSION = "$LATEST";
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration START_MOST = Duration.ofSeconds(60);

    private final Process process;
    private final RuntimeApi api;
    private final Path output;
    private final Duration init;

    private FunctionProcess(Process process, RuntimeApi api, Path output, Duration init) {
        this.process = process;
        this.api = api;
        this.output = output;
        this.init = init;
    }

    /**
     * Starts one, and waits until it asks for its first event.
     *
     * @param output a file for all that it says
     */
    public static FunctionProcess start(FunctionSettings settings, Path output) {
        RuntimeApi api = RuntimeApi.start(settings.timeout());
        try {
            long began = System.nanoTime();
            Process process = launch(settings, api.address(), output);
            var watched = process.onExit().thenAccept(ended -> api.functionEnded("exit " + ended.exitValue()));
            assert watched != null;
            if (!api.awaitFirstNext(START_MOST)) {
                process.destroyForcibly();
                throw new ServerStartException("the function did not start: " + read(output));
            }
            Duration init = Duration.ofNanos(System.nanoTime() - began);
            return new FunctionProcess(process, api, output, init);
        } catch (IOException e) {
            api.close();
            throw new ServerStartException("the function cannot be started", e);
        } catch (InterruptedException e) {
            api.close();
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while the function started", e);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    private static Process launch(FunctionSettings settings, String api, Path output) throws IOException {
        List<String> command = new ArrayList<>(settings.launcher());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.heapOptions());
        command.addAll(settings.options());
        // Its usual place is a name in /tmp, which each execution environment has to itself, and processes here share.
        command.add("-D" + NATIVE + "=" + NativeClient.beside(output.toAbsolutePath(), settings.runtime()));
        command.add("-cp");
        command.add(settings.runtime().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(RUNTIME);
        command.add(settings.handler());
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(settings.environment());
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        api,
                        "AWS_LAMBDA_FUNCTION_NAME",
                        NAME,
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        VERSION,
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        Integer.toString(settings.memoryMiB()),
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "local",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "local",
                        "AWS_REGION",
                        "us-east-1",
                        "LAMBDA_TASK_ROOT",
                        settings.code().toString()));
        // The runtime looks for the function's classes in its working directory.
        return builder.directory(settings.code().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /**
     * Has it handle an event.
     *
     * @throws FunctionFailedException where it throws, dies or outlasts its timeout; what has died stays dead
     */
    public SQSBatchResponse invoke(SQSEvent event) {
        try {
            return SqsEventJson.answer(api.invoke(SqsEventJson.of(event)));
        } catch (FunctionFailedException e) {
            if (e.isOver()) {
                kill();
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionFailedException("interrupted while the function worked", true);
        }
    }

    /** From its start to its asking for the first event. */
    public Duration init() {
        return init;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** All that it has said so far. */
    public String said() {
        return read(output);
    }

    /** Ends it at once, whatever it does, as {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        kill();
        api.close();
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a killed function lives on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
