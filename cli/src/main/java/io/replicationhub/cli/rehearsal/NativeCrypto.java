package io.replicationhub.cli.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The library in the jar of the native crypto, laid beside the jars once: else each start unpacks its 9 MB anew, which
 * takes 0.15 CPU-s ({@code com.amazon.corretto.crypto.provider.useExternalLib}, README of the provider).
 */
final class NativeCrypto {
    private static final String PLACE = "com/amazon/corretto/crypto/provider/";
    private static final String NAME = System.mapLibraryName("amazonCorrettoCryptoProvider");

    private NativeCrypto() {}

    /** Lays it into a folder, whole or not at all. Does nothing where the class path has none for this platform. */
    static void unpackInto(Path folder) throws IOException {
        try (InputStream library = NativeCrypto.class.getClassLoader().getResourceAsStream(PLACE + NAME)) {
            if (library == null) {
                return;
            }
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "library", ".part");
            try {
                Files.copy(library, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }
}
