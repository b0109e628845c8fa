package io.replicationhub.localservers.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.AccessKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SignatureCheckTest {
    private final SignatureCheck check = new SignatureCheck(new AccessKey("id", "secret"));

    /** As Amazon does: else a client that forgets to sign one goes through all our tests. */
    @Test
    void aHeaderOfTheServiceThatIsNotSignedIsRefused() {
        assertEquals("SignatureDoesNotMatch", refused("host;x-amz-date").code);
        assertEquals("AccessDenied", refused("host").code);
        assertEquals("AccessDenied", refused("x-amz-date").code);
    }

    private Refusal refused(String signed) {
        Map<String, String> headers = new HashMap<>(Map.of("host", "localhost", "x-amz-date", "20261123T000000Z"));
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=id/20261123/us-east-1/s3/aws4_request, SignedHeaders=" + signed
                        + ", Signature=" + "0".repeat(64));
        Call call = new Call("GET", "/bucket", "", Map.of(), headers, new byte[0]);
        return assertThrows(Refusal.class, () -> check.check(call));
    }
}
