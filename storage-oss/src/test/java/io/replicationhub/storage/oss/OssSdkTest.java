package io.replicationhub.storage.oss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract by Aliyun's SDK. */
class OssSdkTest extends OssContract {
    OssSdkTest() {
        super(OssSettings.Face.SDK, OssSettings.Signature.V4);
    }

    @Test
    void metadataThatTheSdkWouldGarbleIsNamedAsWhatCannotBeKept() {
        ObjectMetadata labels = ObjectMetadata.NONE.withUser("name", "\u65e5\u672c\u8a9e");
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> store().put(key("o"), labels, WriteOptions.DEFAULT, BytesPayload.of("body")));
        assertEquals(Optional.of(ObjectTrait.USER_METADATA), refused.trait());
        assertEquals(FailureScope.OBJECT, refused.scope());
    }
}
