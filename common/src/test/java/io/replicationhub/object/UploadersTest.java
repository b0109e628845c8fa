package io.replicationhub.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UploadersTest {
    private static final String SESSION =
            "arn:aws-cn:sts::111122223333:assumed-role/Stack-JobWorkerRole-1A2B/JobWorker";

    @Test
    void anySessionOfARoleIsTheRoles() {
        assertTrue(began("Stack-JobWorkerRole-1A2B", SESSION));
        assertTrue(began("arn:aws-cn:iam::111122223333:role/Stack-JobWorkerRole-1A2B", SESSION));
        assertTrue(began("arn:aws-cn:iam::111122223333:role/some/path/Stack-JobWorkerRole-1A2B", SESSION));
    }

    @Test
    void aRoleOfTheSameNameElsewhereIsAnotherAndANameIsNoBeginningOfOne() {
        assertFalse(began("arn:aws-cn:iam::444455556666:role/Stack-JobWorkerRole-1A2B", SESSION));
        assertFalse(began("arn:aws:iam::111122223333:role/Stack-JobWorkerRole-1A2B", SESSION));
        assertFalse(began("Stack-JobWorkerRole", SESSION));
        assertFalse(began("JobWorker", SESSION));
    }

    @Test
    void usersAndAccountsAreNamedAsTheStoreNamesThem() {
        assertTrue(began("arn:aws:iam::1:user/u", "arn:aws:iam::1:user/u"));
        assertTrue(began("other, 75aa57f09aa0c8", "75aa57f09aa0c8"));
        assertFalse(began("u", "arn:aws:iam::1:user/u"));
    }

    @Test
    void whereTheStoreDoesNotTellNobodyIsMeant() {
        assertFalse(Uploaders.parse("a").began(upload(Optional.empty())));
    }

    @Test
    void namesStandBetweenCommasAndThereIsAtLeastOne() {
        assertEquals(List.of("a", "b"), Uploaders.parse(" a,,b ,").names());
        assertThrows(IllegalArgumentException.class, () -> Uploaders.parse(" , "));
    }

    private static boolean began(String uploaders, String initiator) {
        return Uploaders.parse(uploaders).began(upload(Optional.of(initiator)));
    }

    private static OpenUpload upload(Optional<String> initiator) {
        return new OpenUpload(new UploadId(new ObjectKey("k"), "id"), Instant.EPOCH, initiator);
    }
}
