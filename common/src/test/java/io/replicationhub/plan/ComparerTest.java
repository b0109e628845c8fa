package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.plan.Comparison.Asked;
import io.replicationhub.plan.Comparison.Changed;
import io.replicationhub.plan.Comparison.NeedsHead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));
    private static final Instant JUST_AFTER = NOON.plus(Comparer.RACE);
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_MD5 = "ffffffffffffffffffffffffffffffff";

    @ParameterizedTest
    @EnumSource
    void anotherSizeIsAChangeInEveryMode(CompareMode mode) {
        assertEquals(new Changed(Change.SIZE), Comparer.compare(mode, stamp(1, MD5, NOON), stamp(2, MD5, LATER)));
    }

    @Test
    void sizeAloneLooksAtNothingElse() {
        assertEquals(
                Comparison.SAME, Comparer.compare(CompareMode.SIZE, stamp(1, MD5, LATER), stamp(1, OTHER_MD5, NOON)));
    }

    @Test
    void sizeAndTimeWantsTheDestinationNoOlder() {
        CompareMode mode = CompareMode.SIZE_AND_TIME;
        assertEquals(new Changed(Change.OLDER), Comparer.compare(mode, stamp(1, MD5, LATER), stamp(1, MD5, NOON)));
        assertEquals(Comparison.SAME, Comparer.compare(mode, stamp(1, MD5, NOON), stamp(1, OTHER_MD5, NOON)));
    }

    @Test
    void equalTagsDecideWhateverTheTimes() {
        assertEquals(Comparison.SAME, auto(stamp(1, MD5, LATER), stamp(1, MD5, NOON)));
        assertEquals(Comparison.SAME, auto(stamp(1, MD5 + "-3", LATER), stamp(1, MD5 + "-3", NOON)));
        assertEquals(Comparison.SAME, auto(stamp(1, MD5.toUpperCase(), LATER), stamp(1, MD5, NOON)));
    }

    @Test
    void tagsThatAreNoMd5sSayNothingAcrossStores() {
        assertEquals(new Changed(Change.OLDER), auto(stamp(1, "v1", LATER), stamp(1, "v1", NOON)));
        assertEquals(new Changed(Change.OLDER), auto(stamp(1, "", LATER), stamp(1, "", NOON)));
    }

    @Test
    void unequalMd5sWithAnOlderDestinationAreAChange() {
        assertEquals(new Changed(Change.ETAG), auto(stamp(1, MD5, LATER), stamp(1, OTHER_MD5, NOON)));
    }

    @Test
    void unequalMd5sWithAYoungerDestinationMayBeEncryptionAndAreAskedAbout() {
        assertEquals(
                new NeedsHead(Change.ETAG, Asked.DESTINATION), auto(stamp(1, MD5, NOON), stamp(1, OTHER_MD5, LATER)));
    }

    @Test
    void withoutComparableTagsTimeDecidesButForCopiesThatMayHaveRacedAnOverwrite() {
        String cut = MD5 + "-3";
        String otherCut = OTHER_MD5 + "-4";
        assertEquals(new Changed(Change.OLDER), auto(stamp(1, cut, LATER), stamp(1, otherCut, NOON)));
        assertEquals(Comparison.SAME, auto(stamp(1, cut, NOON), stamp(1, otherCut, LATER)));
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.DESTINATION);
        assertEquals(open, auto(stamp(1, cut, NOON), stamp(1, otherCut, NOON)));
        assertEquals(open, auto(stamp(1, cut, NOON), stamp(1, otherCut, JUST_AFTER)));
        assertEquals(Comparison.SAME, auto(stamp(1, cut, NOON), stamp(1, otherCut, JUST_AFTER.plusNanos(1))));
        assertEquals(open, auto(stamp(1, cut, NOON), stamp(1, OTHER_MD5, NOON)), "an MD5 and a multipart tag");
        assertEquals(open, auto(stamp(1, cut, NOON), stamp(1, OTHER_MD5 + "-3", NOON)), "parts may differ in size");
    }

    @Test
    void theEtagModeIsContentWithNothingLess() {
        CompareMode mode = CompareMode.ETAG;
        assertEquals(Comparison.SAME, Comparer.compare(mode, stamp(1, MD5, LATER), stamp(1, MD5, NOON)));
        assertEquals(
                new NeedsHead(Change.UNPROVEN, Asked.DESTINATION),
                Comparer.compare(mode, stamp(1, MD5 + "-2", NOON), stamp(1, MD5, LATER)));
    }

    @Test
    void theChecksumModeAsksBothSides() {
        assertEquals(
                Asked.BOTH,
                ((NeedsHead) Comparer.compare(CompareMode.CHECKSUM, stamp(1, MD5, NOON), stamp(1, MD5, LATER)))
                        .asked());
    }

    @Test
    void aDestinationThatRemembersTheSourcesTagIsTheSame() {
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.DESTINATION);
        ObjectStamp source = stamp(1, MD5 + "-2", NOON);
        assertEquals(Comparison.SAME, Comparer.settle(open, source, head(stamp(1, "x", NOON), MD5 + "-2")));
        assertEquals(Comparison.SAME, Comparer.settle(open, source, head(stamp(1, "x", NOON), '"' + MD5 + "-2\"")));
        assertEquals(new Changed(Change.UNPROVEN), Comparer.settle(open, source, head(stamp(1, "x", NOON), MD5)));
        assertEquals(new Changed(Change.UNPROVEN), Comparer.settle(open, source, head(stamp(1, "x", NOON), null)));
    }

    @Test
    void aDestinationThatChangedSinceItWasListedIsJudgedByWhatItIsNow() {
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.DESTINATION);
        ObjectStamp source = stamp(1, MD5, NOON);
        assertEquals(new Changed(Change.SIZE), Comparer.settle(open, source, head(stamp(2, MD5, NOON), MD5)));
        assertEquals(Comparison.SAME, Comparer.settle(open, source, head(stamp(1, MD5, NOON), null)));
    }

    @Test
    void publishedChecksumsOfOneKindDecide() {
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.BOTH);
        PublishedChecksum crc = PublishedChecksum.of(ChecksumKind.CRC64NVME, 1L);
        PublishedChecksum other = PublishedChecksum.of(ChecksumKind.CRC64NVME, 2L);
        PublishedChecksum foreign = PublishedChecksum.of(ChecksumKind.CRC64ECMA, 2L);
        ObjectHead source = published("a", crc);
        assertEquals(Comparison.SAME, Comparer.settle(open, source, published("b", foreign, crc)));
        assertEquals(new Changed(Change.CHECKSUM), Comparer.settle(open, source, published("b", other)));
        assertEquals(new Changed(Change.CHECKSUM), Comparer.settle(open, published(MD5, crc), published(MD5, other)));
        assertEquals(new Changed(Change.UNPROVEN), Comparer.settle(open, source, published("b", foreign)));
        assertEquals(Comparison.SAME, Comparer.settle(open, published(MD5, crc), published(MD5, foreign)));
    }

    @Test
    void checksumsOfPartsShowEqualBytesAndNeverUnequalOnes() {
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.BOTH);
        PublishedChecksum ofParts = new PublishedChecksum(ChecksumKind.CRC32C, "0000000a", 2);
        PublishedChecksum ofOtherParts = new PublishedChecksum(ChecksumKind.CRC32C, "0000000b", 2);
        assertEquals(Comparison.SAME, Comparer.settle(open, published("a", ofParts), published("b", ofParts)));
        assertEquals(
                new Changed(Change.UNPROVEN),
                Comparer.settle(open, published("a", ofParts), published("b", ofOtherParts)));
    }

    private static ObjectHead published(String etag, PublishedChecksum... checksums) {
        return head(stamp(1, etag, NOON), null).with(ArchiveState.NONE, List.of(checksums));
    }

    @Test
    void aSourceWithoutATagIsNeverShownEqual() {
        NeedsHead open = new NeedsHead(Change.UNPROVEN, Asked.DESTINATION);
        assertEquals(
                new Changed(Change.UNPROVEN), Comparer.settle(open, stamp(1, "", NOON), head(stamp(1, "", NOON), "")));
    }

    private static Comparison auto(ObjectStamp source, ObjectStamp destination) {
        return Comparer.compare(CompareMode.AUTO, source, destination);
    }

    private static ObjectStamp stamp(long size, String etag, Instant modified) {
        return new ObjectStamp(size, new ETag(etag), modified);
    }

    private static ObjectHead head(ObjectStamp stamp, String remembered) {
        ObjectMetadata metadata = remembered == null
                ? ObjectMetadata.NONE
                : ObjectMetadata.NONE.withUser(ObjectMetadata.SOURCE_ETAG, remembered);
        return ObjectHead.of(stamp, metadata, "");
    }
}
