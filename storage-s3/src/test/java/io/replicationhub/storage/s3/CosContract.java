package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.BytesPayload;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of COS by either face. */
abstract class CosContract extends ProviderContract {
    CosContract(S3Settings.Face face) {
        super(Profiles.COS, face, ProviderServer::cos);
    }

    @Override
    public ObjectTags tags() {
        // Neither an at sign nor letters beyond ASCII (436/35709).
        return ObjectTags.of(Map.of("team", "data", "a b", "+ - = . _ : /", "empty", ""));
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        boolean refused =
                key.startsWith("/") || key.startsWith("\\") || key.chars().anyMatch(c -> c >= 24 && c <= 27);
        return refused ? Optional.of("COS refuses such keys (436/13324)") : Optional.empty();
    }

    @Test
    void aTagThatTheServiceDoesNotAllowIsNamedAsWhatCannotBeKept() {
        WriteOptions tagged = WriteOptions.DEFAULT.with(ObjectTags.of(Map.of("mail", "a@b")));
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> store().put(new ObjectKey("o"), ObjectMetadata.NONE, tagged, BytesPayload.of("body")));
        assertEquals(Optional.of(ObjectTrait.TAGS), refused.trait());
    }

    @Test
    void everyObjectTellsItsCrc64() throws Exception {
        assertPublished(ChecksumKind.CRC64ECMA);
    }
}
