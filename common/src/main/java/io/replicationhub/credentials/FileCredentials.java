package io.replicationhub.credentials;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Credentials in a JSON file, read at the first use and again after the store calls them expired. Thread-safe. */
public final class FileCredentials implements CredentialsSource {
    private final Path path;
    private volatile @Nullable Credentials known;

    public FileCredentials(Path path) {
        this.path = path;
    }

    @Override
    public Credentials current() throws StorageException {
        Credentials credentials = known;
        if (credentials == null) {
            credentials = read();
            known = credentials;
        }
        return credentials;
    }

    @Override
    public void expired(Credentials refused) {
        Credentials credentials = known;
        if (refused.equals(credentials)) {
            known = null;
        }
    }

    private Credentials read() throws StorageException {
        try {
            return CredentialsJson.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw denied("the credentials file " + path + ' ' + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw denied("the credentials file " + path + " does not exist", e);
        } catch (IOException e) {
            throw denied("the credentials file " + path + " cannot be read", e);
        }
    }

    private static StorageException denied(String message, Exception cause) {
        return new StorageException.Denied(FailureScope.CREDENTIALS, message, cause);
    }
}
