package io.replicationhub.localservers.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The native half of the runtime interface client, which its jar brings for several processors. */
final class NativeClient {
    private NativeClient() {}

    /** The library of this machine, taken out of the jar to where a file is, unless it is there. */
    static Path beside(Path file, List<Path> runtime) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + architecture + ".so";
        Path library = file.resolveSibling(name);
        if (Files.exists(library)) {
            return library;
        }
        for (Path jar : runtime) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                @Nullable ZipEntry entry = zip.getEntry("jni/" + name);
                if (entry != null) {
                    return copy(zip, entry, library);
                }
            }
        }
        throw new IOException(name + " is in none of " + runtime);
    }

    private static Path copy(ZipFile zip, ZipEntry entry, Path library) throws IOException {
        // Others may start at the same time: nobody sees half of it, and a file in use is not written to.
        Path draft = library.resolveSibling("jni-" + UUID.randomUUID() + ".so");
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
    }
}
