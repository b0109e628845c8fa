package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.localservers.identity.IdentityServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that run out, or are rotated, while a run is at work. */
@Timeout(120)
class RenewalTest {
    private static final int OBJECTS = 60;
    private static final Reply EXPIRED = Reply.s3Error(400, "ExpiredToken", "The provided token has expired.");
    private static final Reply UNKNOWN = Reply.s3Error(
            403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final Map<String, Long> sessions = new ConcurrentHashMap<>();
    private Scene scene;
    private Vaults vaults;
    private FaultProxy source;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        vaults = new Vaults(scene, elsewhere);
        for (int i = 0; i < OBJECTS; i++) {
            scene.put("small-" + i, 1_000 + i);
        }
        source = FaultProxy.inFrontOf(scene.sourceServer());
        scene.sourceAt(source.endpoint());
    }

    @AfterEach
    void end() {
        source.close();
        vaults.close();
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wire", "sdk"})
    void aTokenThatAStoreRefusesIsReplacedAndNoObjectFails(String client) throws Exception {
        String role = vaults.role("source", Scene.SRC, Duration.ofHours(1));
        ArmedRule refusal = source.arm(Rule.of(Requests.readingAnObject(), Turn.nth(20), Fault.answer(EXPIRED)));
        scene.replicate("--source-credentials", role, "--concurrency", "4", "--client", client)
                .ended(0)
                .doesNotSay("canary");
        assertEquals(1, refusal.acted());
        assertEquals(2, vaults.services().requests(IdentityServices.ASSUME_ROLE));
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    /** A store whose clock counts: a session is over some seconds after it was first seen. */
    @Test
    void credentialsThatSayWhenTheyEndAreRenewedBeforeIt() throws Exception {
        Duration lifetime = Duration.ofSeconds(5);
        String role = vaults.role("source", Scene.SRC, lifetime);
        ArmedRule refusal =
                source.arm(Rule.of(head -> isOlderThan(lifetime, head), Turn.always(), Fault.answer(EXPIRED)));
        source.arm(Rule.of(Requests.readingAnObject(), Turn.always(), Fault.delay(Duration.ofMillis(350))));
        scene.replicate("--source-credentials", role, "--concurrency", "3").ended(0);
        assertEquals(0, refusal.acted(), "a store was shown credentials that were over");
        assertTrue(vaults.services().requests(IdentityServices.ASSUME_ROLE) >= 2, "the run was over too soon");
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "PARAMETER", "SECRET"})
    void aSecretThatIsRotatedWhileARunIsAtWorkIsReadAgain(Vaults.Kind kind) throws Exception {
        AtomicBoolean rotated = new AtomicBoolean();
        String before =
                "{\"access_key_id\": \"" + Scene.SRC.id() + "\", \"secret_access_key\": \"" + Scene.SRC.secret() + "\"";
        String reference = vaults.document(kind, "source", before + "}");
        source.arm(Rule.of(Requests.readingAnObject(), Turn.nth(20), Fault.run(Point.beforeRequest(), () -> {
            vaults.rewrite(kind, "source", before + ", \"session_token\": \"canary-new\"}");
            rotated.set(true);
        })));
        ArmedRule refusals = source.arm(Rule.of(
                head -> rotated.get() && head.header("x-amz-security-token").isEmpty(),
                Turn.always(),
                Fault.answer(UNKNOWN)));
        scene.replicate("--source-credentials", reference, "--concurrency", "4")
                .ended(0)
                .doesNotSay("canary");
        assertTrue(refusals.acted() > 0, "the old ones were not used any more");
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wire", "sdk"})
    void credentialsThatGoBadForGoodEndTheRunAtOnceAndNotObjectByObject(String client) throws Exception {
        String reference = vaults.plant(Vaults.Kind.PARAMETER, "source", Scene.SRC);
        ArmedRule reads = source.arm(Rule.watching(Requests.readingAnObject()));
        source.arm(Rule.of(Requests.readingAnObject(), Turn.after(20), Fault.answer(UNKNOWN)));
        Ran ran = scene.replicate("--source-credentials", reference, "--concurrency", "4", "--json", "--client", client)
                .ended(3)
                .within(Duration.ofSeconds(15))
                .says("the source cannot be worked with: ", "InvalidAccessKeyId")
                .doesNotSay("canary");
        assertEquals(
                0,
                ran.json().path("failed").size() + ran.json().path("failures").size(),
                ran::toString);
        assertTrue(reads.matched() < OBJECTS, () -> reads.matched() + " objects were asked for");
        assertTrue(vaults.services().requests(IdentityServices.GET_PARAMETER) <= 3, "it was asked again and again");

        source.disarmAll();
        scene.replicate("--source-credentials", reference).ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    private boolean isOlderThan(Duration lifetime, RequestHead head) {
        long now = System.nanoTime();
        return head.header("x-amz-security-token")
                .map(token -> now - sessions.computeIfAbsent(token, unseen -> now) > lifetime.toNanos())
                .orElse(true);
    }
}
