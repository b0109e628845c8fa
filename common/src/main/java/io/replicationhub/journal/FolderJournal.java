package io.replicationhub.journal;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file for each open upload, in a folder. A file is written beside its place, forced to disk and renamed into it, so
 * that it is there whole or not at all, whenever the process ends. What cannot be written or read is taken for
 * forgotten, and the log says so, of writing but once.
 */
public final class FolderJournal implements UploadJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FolderJournal.class);
    private static final String SUFFIX = ".upload";
    private final Path folder;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param folder made when the first record is kept */
    public FolderJournal(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Optional<UploadRecord> find(String store, ObjectKey destination) {
        return read(file(store, destination))
                .filter(found ->
                        found.store().equals(store) && found.destination().equals(destination));
    }

    @Override
    public void keep(UploadRecord upload) {
        Path file = file(upload.store(), upload.destination());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            ByteBuffer text = ByteBuffer.wrap(bytes(upload));
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!told.getAndSet(true)) {
                LOG.warn(
                        "Open uploads cannot be remembered ({}); if this run is cut off, their parts are sent again",
                        e.toString());
            }
        }
    }

    @Override
    public void forget(String store, ObjectKey destination) {
        try {
            Files.deleteIfExists(file(store, destination));
        } catch (IOException e) {
            LOG.warn("A finished upload could not be forgotten; the next run finds it gone", e);
        }
    }

    @Override
    public List<UploadRecord> all(String store) {
        List<UploadRecord> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).filter(record -> record.store().equals(store)).ifPresent(found::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("The remembered uploads could not be read", e);
        }
        return found;
    }

    /** Keys are of any length and any characters; their hash is neither. */
    private Path file(String store, ObjectKey destination) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(store.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            // UTF-16, because a key that is no proper Unicode has no UTF-8 of its own.
            byte[] name = hash.digest(destination.value().getBytes(StandardCharsets.UTF_16BE));
            return folder.resolve(HexFormat.of().formatHex(name) + SUFFIX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(UploadRecord upload) {
        Properties fields = new Properties();
        fields.setProperty("store", upload.store());
        fields.setProperty("destination", upload.destination().value());
        fields.setProperty("source", upload.source().value());
        fields.setProperty("sourceEtag", upload.version().etag().value());
        fields.setProperty("size", Long.toString(upload.version().size()));
        fields.setProperty("modified", upload.version().lastModified().toString());
        fields.setProperty("partBytes", Long.toString(upload.partBytes()));
        fields.setProperty("settings", upload.settings());
        upload.uploadId().ifPresent(id -> fields.setProperty("uploadId", id));
        fields.setProperty("held", Integer.toString(upload.held()));
        fields.setProperty("intended", upload.intended().toString());
        try {
            // To a stream, not a writer: only so is what is beyond ASCII escaped.
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            fields.store(text, "An open upload of Data Replication Hub");
            return text.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<UploadRecord> read(Path file) {
        try {
            Properties fields = new Properties();
            fields.load(new ByteArrayInputStream(Files.readAllBytes(file)));
            return Optional.of(new UploadRecord(
                    required(fields, "store"),
                    new ObjectKey(required(fields, "destination")),
                    new ObjectKey(required(fields, "source")),
                    new ObjectStamp(
                            Long.parseLong(required(fields, "size")),
                            ETag.parse(required(fields, "sourceEtag")),
                            Instant.parse(required(fields, "modified"))),
                    Long.parseLong(required(fields, "partBytes")),
                    required(fields, "settings"),
                    Optional.ofNullable(fields.getProperty("uploadId")),
                    Integer.parseInt(required(fields, "held")),
                    Instant.parse(required(fields, "intended"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            LOG.warn("{} is no record of an upload and is passed over", file.getFileName(), e);
            return Optional.empty();
        }
    }

    private static String required(Properties fields, String name) {
        String value = fields.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
