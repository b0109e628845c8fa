package io.replicationhub.cli;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.IdentityServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The places where credentials lie that a run is referred to. Everything secret in them has "canary" in it. */
final class Vaults implements AutoCloseable {
    private static final AccessKey BASE = new AccessKey("AKIABASE", "canary-base-secret");

    /** What a reference may be to. */
    enum Kind {
        VARIABLES,
        FILE,
        PARAMETER,
        SECRET,
        ROLE
    }

    private final IdentityServices services = IdentityServices.start();
    private final Scene scene;
    private final Path folder;

    /** @param folder for files with credentials */
    Vaults(Scene scene, Path folder) {
        this.scene = scene;
        this.folder = folder;
        services.know(BASE);
        services.environment().forEach(scene::environment);
        scene.environment("AWS_ACCESS_KEY_ID", BASE.id());
        scene.environment("AWS_SECRET_ACCESS_KEY", BASE.secret());
        scene.environment("AWS_REGION", "us-east-1");
    }

    IdentityServices services() {
        return services;
    }

    /** Puts a key there under a name, and gives the reference to it. */
    String plant(Kind kind, String name, AccessKey key) throws IOException {
        return switch (kind) {
            case VARIABLES -> {
                scene.environment(name + "_ACCESS_KEY_ID", key.id());
                scene.environment(name + "_SECRET_ACCESS_KEY", key.secret());
                yield "env:" + name;
            }
            case ROLE -> role(name, key, Duration.ofHours(1));
            case FILE, PARAMETER, SECRET ->
                document(
                        kind,
                        name,
                        "{\"aws_access_key_id\": \"" + key.id() + "\", \"aws_secret_access_key\": \"" + key.secret()
                                + "\", \"region_name\": \"us-east-1\"}");
        };
    }

    /** Puts a text there, whatever it is. */
    String document(Kind kind, String name, String text) throws IOException {
        return switch (kind) {
            case FILE -> "file:" + Files.writeString(folder.resolve(name + ".json"), text);
            case PARAMETER -> {
                services.parameter("/drh/" + name, text);
                yield "ssm:/drh/" + name;
            }
            case SECRET -> {
                services.secret("drh/" + name, text);
                yield "secretsmanager:drh/" + name;
            }
            case VARIABLES, ROLE -> throw new IllegalArgumentException(kind + " has no document");
        };
    }

    /** As {@link #document}, where there is nobody to be told of a full disk. */
    void rewrite(Kind kind, String name, String text) {
        try {
            var unused = document(kind, name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lifetime of its sessions; each has a token of its own */
    String role(String name, AccessKey key, Duration lifetime) {
        String arn = "arn:aws:iam::123456789012:role/" + name;
        services.role(arn, Optional.of("canary-external-id"), Optional.of(key), lifetime);
        return "role:" + arn + "?external-id=canary-external-id";
    }

    @Override
    public void close() {
        services.close();
    }
}
