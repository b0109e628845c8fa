package io.replicationhub.localservers.lambda;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function is and is told.
 *
 * @param code the folder that its jar was unpacked to, as Lambda does
 * @param handler the name of its class
 * @param runtime the jars of AWS's runtime interface client
 * @param memoryMiB the memory setting
 * @param timeout after which an invocation is cut off, and its execution environment with it
 * @param options of the JVM, after those that {@link #heapOptions} says
 * @param environment variables
 * @param launcher what stands before the JVM's own command, to hold it to some processors; mostly nothing
 */
public record FunctionSettings(
        Path code,
        String handler,
        List<Path> runtime,
        int memoryMiB,
        Duration timeout,
        List<String> options,
        Map<String, String> environment,
        List<String> launcher) {
    public FunctionSettings {
        runtime = List.copyOf(runtime);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        launcher = List.copyOf(launcher);
    }

    public FunctionSettings withMemory(int mebibytes) {
        return new FunctionSettings(code, handler, runtime, mebibytes, timeout, options, environment, launcher);
    }

    public FunctionSettings withTimeout(Duration limit) {
        return new FunctionSettings(code, handler, runtime, memoryMiB, limit, options, environment, launcher);
    }

    public FunctionSettings with(String... moreOptions) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(moreOptions));
        return new FunctionSettings(code, handler, runtime, memoryMiB, timeout, all, environment, launcher);
    }

    public FunctionSettings with(Map<String, String> moreVariables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(moreVariables);
        return new FunctionSettings(code, handler, runtime, memoryMiB, timeout, options, all, launcher);
    }

    public FunctionSettings launchedBy(List<String> prefix) {
        return new FunctionSettings(code, handler, runtime, memoryMiB, timeout, options, environment, prefix);
    }

    /**
     * What Lambda's Java runtime has been seen to start its JVM with: 85 % of the memory setting for the heap, 10 % for
     * classes, 5 % for compiled code, and the serial collector (command line quoted in DataDog/datadog-lambda-extension
     * #117, for 256 MB). It stops at the first compiler since Java 17 (Lambda Developer Guide, "Customize Java runtime
     * startup behavior").
     */
    List<String> heapOptions() {
        long kibibytes = memoryMiB * 1024L;
        return List.of(
                "-XX:MaxHeapSize=" + kibibytes * 85 / 100 + "k",
                "-XX:MaxMetaspaceSize=" + kibibytes / 10 + "k",
                "-XX:ReservedCodeCacheSize=" + kibibytes / 20 + "k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true");
    }

    /** The jars of the runtime interface client on a class path, and none of those that a function brings itself. */
    public static List<Path> runtimeOn(String classPath) {
        List<Path> found = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> {
                    String name = String.valueOf(jar.getFileName());
                    return name.startsWith("aws-lambda-java-runtime-interface-client")
                            || name.startsWith("aws-lambda-java-core")
                            || name.startsWith("aws-lambda-java-serialization")
                            || name.startsWith("utils-lite");
                })
                .toList();
        if (found.size() < 4) {
            throw new IllegalArgumentException("the runtime interface client is not on the class path: " + found);
        }
        return found;
    }
}
