package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.Capability;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds of Kodo by either face. */
abstract class KodoContract extends ProviderContract {
    KodoContract(S3Settings.Face face) {
        super(Profiles.KODO, face, ProviderServer::kodo);
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = super.lacking();
        lacking.put(Capability.MD5_ETAGS, "ETags are no MD5");
        lacking.put(Capability.COPY_PINNED, "no page of the documentation has conditions on copies");
        lacking.put(Capability.PART_COPY_PINNED, "no page of the documentation has conditions on copies");
        lacking.put(Capability.TAGS, "its page of what it has of S3 has no tags of objects (kodo/4087)");
        lacking.put(Capability.STORAGE_CLASSES, "listings name none, and STANDARD_IA is not among them");
        lacking.put(Capability.CONTROL_CHARACTERS_IN_KEYS, "listings are not encoded, and XML has no form for them");
        return lacking;
    }

    @Test
    void whoAsksForTagsIsRefusedAndNotAnsweredWithTheObject() throws StorageException {
        ObjectKey key = new ObjectKey("o");
        store().put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("<Tagging/>"));
        assertThrows(StorageException.Rejected.class, () -> store().tags(key));
        assertEquals(0, Profiles.KODO.storeLimits().traits().maxTags());
    }

    @Test
    void anETagIsAHashOfBlocks() throws Exception {
        assertPublished(ChecksumKind.QETAG);
    }
}
