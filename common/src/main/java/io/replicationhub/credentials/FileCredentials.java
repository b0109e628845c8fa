package io.replicationhub.credentials;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Credentials in a JSON file; {@link CredentialsJson} says of what form. */
public final class FileCredentials {
    private FileCredentials() {}

    /** A source that reads the file at the first use, and again as {@link RenewedCredentials} says. */
    public static CredentialsSource source(Path path, InstantSource clock) {
        return new RenewedCredentials("the credentials file " + path, () -> read(path), clock);
    }

    private static IssuedCredentials read(Path path) throws StorageException {
        try {
            return CredentialsJson.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw denied(path, String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw denied(path, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw denied(path, "may not be read by this user", e);
        } catch (CharacterCodingException e) {
            throw denied(path, "is not UTF-8 text", null);
        } catch (IOException e) {
            throw denied(path, "cannot be read", e);
        }
    }

    private static StorageException denied(Path path, String fault, @Nullable Exception cause) {
        return new StorageException.Denied(
                FailureScope.CREDENTIALS, "the credentials file " + path + ' ' + fault, cause);
    }
}
