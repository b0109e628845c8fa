package io.replicationhub.localservers.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A function's jar as Lambda lays it out: unpacked into a folder. */
public final class UnpackedJar {
    private UnpackedJar() {}

    /** Unpacks it into a folder that is empty or not there, and gives the folder. */
    public static Path into(Path folder, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                unpack(zip, all.nextElement(), folder);
            }
        }
        return folder;
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        Path place = folder.resolve(entry.getName()).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException("an entry that leads out of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        @Nullable Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
