package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.StoreLimits;
import io.replicationhub.plan.PartPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineOptionsTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"17, 8, 3", "1023, 8, 128", "1024, 16, 64", "5120, 16, 320", "160000, 16, 10000"})
    void partsAreTwiceAsLargeFromAHundredAndTwentyEightOn(long objectMib, long partMib, int parts) {
        long part = EngineOptions.DEFAULT.partBytesOf(objectMib * MIB);
        assertEquals(partMib * MIB, part);
        PartPlan plan = PartPlan.of(objectMib * MIB, StoreLimits.AMAZON_S3, part, Long.MAX_VALUE);
        assertEquals(parts, plan.parts());
    }
}
