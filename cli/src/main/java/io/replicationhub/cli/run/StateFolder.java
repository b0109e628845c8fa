package io.replicationhub.cli.run;

import io.replicationhub.object.ObjectStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the open uploads to one destination are remembered, for one run at a time: a second one would take the first one's
 * uploads for left over and end them. The operating system frees the lock when the process ends, however it ends.
 */
final class StateFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private final Path folder;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder of a destination below the state folder.
     *
     * @return empty where another run has it
     * @throws IOException where it cannot be made or written to
     */
    static Optional<StateFolder> take(Path state, ObjectStore destination, String prefix) throws IOException {
        try {
            return taken(state.resolve(name(destination.description() + '/' + prefix)));
        } catch (IOException e) {
            throw new IOException("the state folder " + state + ": " + reason(e) + "; --state DIR names another", e);
        }
    }

    private static Optional<StateFolder> taken(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new StateFolder(folder, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another run, in this process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Some of Java's exceptions say it by their type, and by their message nothing but the path. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "it cannot be made";
            case FileAlreadyExistsException file -> "a file is in its place";
            case FileSystemException other ->
                Objects.requireNonNullElse(other.getReason(), String.valueOf(other.getMessage()));
            default -> String.valueOf(e.getMessage());
        };
    }

    Path path() {
        return folder;
    }

    private static String name(String destination) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(destination.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
