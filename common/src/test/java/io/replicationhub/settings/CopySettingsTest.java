package io.replicationhub.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.config.SettingsException;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
import io.replicationhub.object.Encryption.Method;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.StorageClassRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How copies are to be kept, as a worker is told; the command reads the same by other names. */
class CopySettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "DRH_STACK", "s",
            "DRH_SOURCE_BUCKET", "from",
            "DRH_DESTINATION_BUCKET", "to",
            "DRH_QUEUE_URL", "https://q",
            "DRH_DEAD_LETTER_QUEUE_URL", "https://d");

    @Test
    void nothingIsAskedForWhereNothingIsSaid() throws Exception {
        assertEquals(CopySettings.USUAL, read());
        assertEquals(EngineOptions.DEFAULT, read().over(EngineOptions.DEFAULT));
    }

    @Test
    void aClassIsChosenForAllByItsRightName() throws Exception {
        CopySettings read = read("DRH_DESTINATION_STORAGE_CLASS", "standard_ia");
        assertEquals(Optional.of("STANDARD_IA"), read.write().storageClass());
        assertEquals(new StorageClassRule.Given(), read.fidelity().storageClass());
    }

    @Test
    void theSourcesClassIsKeptOrMapped() throws Exception {
        assertEquals(
                kept(Map.of("STANDARD", "STANDARD")),
                read("DRH_DESTINATION_STORAGE_CLASS", "keep").fidelity().storageClass());
        assertEquals(
                kept(Map.of("STANDARD", "STANDARD", "LINE", "STANDARD_IA")),
                read("DRH_DESTINATION_STORAGE_CLASS", "keep, LINE=STANDARD_IA", "DRH_SOURCE_PROFILE", "kodo")
                        .fidelity()
                        .storageClass());
        assertEquals(
                kept(Map.of("Standard", "STANDARD")),
                read("DRH_DESTINATION_STORAGE_CLASS", "keep", "DRH_SOURCE_PROFILE", "oss")
                        .fidelity()
                        .storageClass());
        assertEquals(
                new StorageClassRule.Mapped(new TreeMap<>(Map.of("STANDARD", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"))),
                read("DRH_DESTINATION_STORAGE_CLASS", "STANDARD=GLACIER_IR,GLACIER=DEEP_ARCHIVE")
                        .fidelity()
                        .storageClass());
    }

    @Test
    void aServerOfUnknownMakeHasAnyClass() throws Exception {
        assertEquals(
                Optional.of("cold-1"),
                read("DRH_DESTINATION_STORAGE_CLASS", "cold-1", "DRH_DESTINATION_ENDPOINT", "http://127.0.0.1:1")
                        .write()
                        .storageClass());
    }

    @Test
    void encryptionIsAskedForInOurWordsOrInThoseOfTheHeader() throws Exception {
        assertEquals(Encryption.AES256, read("DRH_SSE", "AES256").write().encryption());
        assertEquals(
                new Encryption(Method.KMS, Optional.of("alias/k"), BucketKey.USED),
                read("DRH_SSE", "aws:kms", "DRH_SSE_KMS_KEY_ID", "alias/k", "DRH_SSE_BUCKET_KEY", "on")
                        .write()
                        .encryption());
        assertEquals(
                new Encryption(Method.KMS_DSSE, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS),
                read("DRH_SSE", "kms-dsse").write().encryption());
        assertEquals(
                BucketKey.NOT_USED,
                read("DRH_SSE", "kms", "DRH_SSE_BUCKET_KEY", "off")
                        .write()
                        .encryption()
                        .bucketKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DRH_DESTINATION_STORAGE_CLASS | STANDRD_IA       | did you mean STANDARD_IA?
            DRH_DESTINATION_STORAGE_CLASS | COLD             | Amazon S3 has the classes STANDARD, STANDARD_IA
            DRH_DESTINATION_STORAGE_CLASS | keep,STANDARD_IA | FROM=TO pairs with commas
            DRH_DESTINATION_STORAGE_CLASS | STANDARD=        | a class, keep, or FROM=TO
            DRH_DESTINATION_STORAGE_CLASS | A=STANDARD       | Amazon S3 has the classes
            DRH_DESTINATION_STORAGE_CLASS | GLACIER=STANDARD,GLACIER=STANDARD_IA | each FROM once
            DRH_TAGS                      | perhaps          | true or false
            DRH_ON_LOSS                   | ignore           | one of fail, warn
            DRH_ACL                       | everyone         | one of private, public-read
            DRH_SSE                       | rot13            | one of aes256, kms, kms-dsse
            DRH_SSE_KMS_KEY_ID            | alias/k          | means nothing without DRH_SSE kms
            DRH_SSE_BUCKET_KEY            | on               | means nothing without DRH_SSE kms
            """)
    void whatCannotBeIsToldInOneSentence(String name, String value, String expected) {
        assertRefused(expected, name, value);
    }

    @Test
    void whatGoesIllTogetherIsToldInOneSentence() {
        assertRefused("means nothing without DRH_SSE kms", "DRH_SSE", "aes256", "DRH_SSE_KMS_KEY_ID", "k");
        assertRefused("means nothing without DRH_SSE kms", "DRH_SSE", "kms-dsse", "DRH_SSE_BUCKET_KEY", "on");
        assertRefused("DRH_SSE must be", "DRH_SSE", "smk", "DRH_SSE_KMS_KEY_ID", "k");
        assertRefused("must be the id, the ARN or the alias of a key", "DRH_SSE", "kms", "DRH_SSE_KMS_KEY_ID", "a key");
        assertRefused("there is nobody to pay", "DRH_REQUESTER_PAYS", "true", "DRH_SOURCE_CREDENTIALS", "anonymous");
    }

    @Test
    void whatAServiceHasNotIsNotAskedForThere() throws Exception {
        String[] fromKodo = {"DRH_TAGS", "true", "DRH_SOURCE_PROFILE", "kodo", "DRH_SOURCE_REGION", "r"};
        assertRefused("the source is Qiniu Kodo, which has no tags", fromKodo);
        String[] toKodo = {"DRH_TAGS", "true", "DRH_DESTINATION_PROFILE", "kodo", "DRH_DESTINATION_REGION", "r"};
        assertRefused("the destination is Qiniu Kodo, which has no tags", toKodo);
        assertRefused("DRH_ON_LOSS warn copies them without", toKodo);
        read(with(toKodo, "DRH_ON_LOSS", "warn"));
        assertRefused("keeps no ACLs", with(toKodo, "DRH_ON_LOSS", "warn", "DRH_ACL", "private"));
        assertRefused("does not encrypt so", with(toKodo, "DRH_ON_LOSS", "warn", "DRH_SSE", "kms"));
        String[] toOss = {"DRH_DESTINATION_PROFILE", "oss", "DRH_DESTINATION_REGION", "r"};
        read(with(toOss, "DRH_SSE", "kms"));
        assertRefused("does not encrypt so", with(toOss, "DRH_SSE", "kms-dsse"));
        assertRefused("has no keys of buckets", with(toOss, "DRH_SSE", "kms", "DRH_SSE_BUCKET_KEY", "on"));
        assertRefused(
                "neither Qiniu Kodo nor Ceph object gateway has it",
                "DRH_REQUESTER_PAYS",
                "true",
                "DRH_SOURCE_PROFILE",
                "kodo",
                "DRH_DESTINATION_PROFILE",
                "ceph",
                "DRH_DESTINATION_ENDPOINT",
                "http://127.0.0.1:1");
    }

    @Test
    void onlyWhoUnderstandsItIsToldThatWePay() throws Exception {
        JobWorkerSettings settings = worker("DRH_REQUESTER_PAYS", "true", "DRH_SOURCE_PROFILE", "kodo");
        assertEquals(
                List.of(false, true),
                List.of(
                        settings.source().requesterPays(),
                        settings.destination().requesterPays()));
    }

    @Test
    void allThatIsWrongIsToldTogether() {
        var thrown = assertThrows(
                SettingsException.class,
                () -> read("DRH_SSE_KMS_KEY_ID", "k", "DRH_ACL", "everyone", "DRH_DESTINATION_STORAGE_CLASS", "X"));
        assertEquals(3, thrown.problems().size(), thrown::getMessage);
    }

    private static StorageClassRule kept(Map<String, String> translation) {
        return new StorageClassRule.Kept(new TreeMap<>(translation));
    }

    private static void assertRefused(String expected, String... set) {
        var thrown = assertThrows(SettingsException.class, () -> read(set));
        assertEquals(1, thrown.problems().size(), thrown::getMessage);
        assertTrue(thrown.getMessage().contains(expected), thrown::getMessage);
    }

    private static String[] with(String[] set, String... more) {
        String[] all = java.util.Arrays.copyOf(set, set.length + more.length);
        System.arraycopy(more, 0, all, set.length, more.length);
        return all;
    }

    private static CopySettings read(String... set) throws SettingsException {
        return worker(set).copies();
    }

    private static JobWorkerSettings worker(String... set) throws SettingsException {
        Map<String, String> environment = new HashMap<>(LEAST);
        for (int i = 0; i < set.length; i += 2) {
            environment.put(set[i], set[i + 1]);
            String profile = set[i].replace("_PROFILE", "_REGION");
            if (!profile.equals(set[i])) {
                environment.putIfAbsent(profile, "r");
            }
        }
        return JobWorkerSettings.read(environment);
    }
}
