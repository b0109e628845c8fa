package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.lambda.FunctionProcess;
import io.replicationhub.localservers.lambda.FunctionSettings;
import io.replicationhub.localservers.lambda.UnpackedJar;
import io.replicationhub.stack.JobWorkerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** The function as it is shipped: its jar for this machine's processor, and the processes that run it. */
final class Artefact implements AutoCloseable {
    private static final int MEMORY_MIB = 512;

    private final Path folder;
    private final Path code;
    private final List<FunctionProcess> processes = new CopyOnWriteArrayList<>();

    private Artefact(Path folder, Path code) {
        this.folder = folder;
        this.code = code;
    }

    static Artefact in(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        return new Artefact(folder, UnpackedJar.into(folder.resolve("code"), jar(architecture)));
    }

    /** The jar for an architecture, as Lambda names it. */
    static Path jar(String architecture) {
        return Path.of(System.getProperty("function.jars") + "-" + architecture + ".jar");
    }

    /** As the stack sets it up, with these variables. */
    FunctionSettings settings(Map<String, String> environment) {
        return new FunctionSettings(
                        code,
                        JobWorkerHandler.class.getName(),
                        FunctionSettings.runtimeOn(
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                        MEMORY_MIB,
                        Duration.ofSeconds(30),
                        List.of("-XX:ErrorFile=" + folder.resolve("crash-%p.log")),
                        JobWorkerRuntime.ENVIRONMENT,
                        List.of())
                .with(environment);
    }

    FunctionProcess start(FunctionSettings settings) {
        FunctionProcess process =
                FunctionProcess.start(settings, folder.resolve("function-" + processes.size() + ".log"));
        processes.add(process);
        return process;
    }

    /** Execution environments for an event source mapping. */
    Supplier<Function<SQSEvent, SQSBatchResponse>> environments(FunctionSettings settings) {
        return () -> start(settings)::invoke;
    }

    /** All that were ever started. */
    List<FunctionProcess> processes() {
        return processes;
    }

    /** What all of them have said. */
    String said() {
        StringBuilder all = new StringBuilder();
        processes.forEach(process -> all.append(process.said()));
        return all.toString();
    }

    @Override
    public void close() {
        processes.forEach(FunctionProcess::close);
    }
}
