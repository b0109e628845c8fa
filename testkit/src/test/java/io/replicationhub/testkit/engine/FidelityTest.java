package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.RedirectChoice;
import io.replicationhub.transfer.StorageClassRule;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes along with the bytes, by every way that the bytes can take. */
class FidelityTest extends EveryWay {
    @ParameterizedTest
    @EnumSource
    void everyHeaderComesAlong(Way way) throws Exception {
        Fidelity fidelity = Fidelity.USUAL.with(RedirectChoice.ALWAYS);
        ObjectMetadata copied = copy(way, fidelity, WriteOptions.DEFAULT).metadata();
        assertEquals(LABELS, copied.withoutUser(ObjectMetadata.SOURCE_ETAG));
    }

    @Test
    void theRedirectOfAnEmptyObjectComesAlongByItself() throws Exception {
        bench.from.put(KEY, LABELS, WriteOptions.DEFAULT, BytesPayload.of(""));
        bench.options = bench.options.with(Route.SERVER_SIDE);
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("o")));
        assertEquals(LABELS, bench.to.object("o").orElseThrow().metadata());
    }

    @Test
    void noLookIsTakenForARedirectAtAnObjectThatHasABody() throws Exception {
        put(Way.SERVER_SIDE, WriteOptions.DEFAULT);
        bench.options = bench.options.with(Route.SERVER_SIDE);
        CopyTask task = bench.task("o");
        long before = bench.from.requests().of(RequestKind.HEAD);
        assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertEquals(before, bench.from.requests().of(RequestKind.HEAD));
        assertEquals(
                LABELS.withoutRedirect(), bench.to.object("o").orElseThrow().metadata());
    }

    @ParameterizedTest
    @EnumSource
    void theSourcesClassIsKept(Way way) throws Exception {
        Fidelity fidelity = Fidelity.USUAL.with(new StorageClassRule.Kept(new TreeMap<>()));
        WriteOptions infrequent = WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA"));
        assertEquals("STANDARD_IA", copy(way, fidelity, infrequent).storageClass());
        assertEquals("STANDARD", copy(way, fidelity, WriteOptions.DEFAULT).storageClass());
    }

    @ParameterizedTest
    @EnumSource
    void theSourcesClassIsMapped(Way way) throws Exception {
        var map = new TreeMap<>(Map.of("STANDARD_IA", "GLACIER_IR", "STANDARD", "INTELLIGENT_TIERING"));
        Fidelity fidelity = Fidelity.USUAL.with(new StorageClassRule.Mapped(map));
        WriteOptions infrequent = WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA"));
        assertEquals("GLACIER_IR", copy(way, fidelity, infrequent).storageClass());
        assertEquals(
                "INTELLIGENT_TIERING", copy(way, fidelity, WriteOptions.DEFAULT).storageClass());
        WriteOptions another = WriteOptions.DEFAULT.in(Optional.of("ONEZONE_IA"));
        assertEquals("STANDARD", copy(way, fidelity, another).storageClass());
    }

    @ParameterizedTest
    @EnumSource
    void encryptionAndAclAreAskedForOfTheDestination(Way way) throws Exception {
        var kms = new Encryption(Encryption.Method.KMS, Optional.of("alias/k"), BucketKey.USED);
        bench.options = bench.options.with(
                WriteOptions.DEFAULT.with(kms).with(Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL)));
        MemoryObject copy = copy(way, Fidelity.USUAL, WriteOptions.DEFAULT);
        assertEquals(kms, copy.kept().encryption());
        assertEquals(
                Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL), copy.kept().acl());
        assertEquals(
                bench.from.head(KEY).stamp().etag().value(),
                copy.metadata().user().get(ObjectMetadata.SOURCE_ETAG));
    }

    @Test
    void aKeyOfKmsCostsNoSecondWriteForEtagsThatCannotAgree() throws Exception {
        var kms = new Encryption(Encryption.Method.KMS, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS);
        bench.options = bench.options.with(WriteOptions.DEFAULT.with(kms));
        copy(Way.SINGLE, Fidelity.USUAL, WriteOptions.DEFAULT);
        assertEquals(1, bench.to.requests().of(RequestKind.PUT));
    }
}
