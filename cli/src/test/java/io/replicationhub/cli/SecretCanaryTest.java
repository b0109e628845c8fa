package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing secret is in anything that a run says or leaves behind, whatever the run comes to. */
@Timeout(120)
class SecretCanaryTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Scene scene;
    private Vaults vaults;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        vaults = new Vaults(scene, elsewhere);
        scene.put("a", 10);
        scene.put("large", 11 << 20);
    }

    @AfterEach
    void end() throws Exception {
        vaults.close();
        scene.close();
        for (Path file : files()) {
            assertFalse(
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("canary"),
                    () -> "there is a secret in " + file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenAllGoesWell(Vaults.Kind kind) throws Exception {
        String[] options = both(kind, Scene.SRC, Scene.DST);
        silent(scene.plan(options)).ended(0);
        silent(scene.replicate(with(options, "--json"))).ended(0);
        silent(scene.verify(with(options, "--deep"))).ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    @ParameterizedTest
    @EnumSource
    void whenASecretIsWrong(Vaults.Kind kind) throws Exception {
        String[] options = both(kind, new AccessKey(Scene.SRC.id(), "canary-wrong"), Scene.DST);
        Ran ran = silent(scene.replicate(options)).ended(3).within(LIMIT);
        ran.says("drh: the source cannot be used: ", "SignatureDoesNotMatch");
        assertEquals(1, ran.problems().size(), ran::toString);
        silent(scene.plan(with(options, "--client", "sdk"))).ended(3).says("drh: the source cannot be used: ");
        silent(scene.verify(with(options, "--json"))).ended(3).says("drh: the source cannot be used: ");
        scene.assertNothingWritten();
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "PARAMETER", "SECRET"})
    void whenADocumentHasTheWrongShape(Vaults.Kind kind) throws Exception {
        for (Shape shape : Shape.values()) {
            String[] options = {
                "--source-credentials", vaults.document(kind, "source", shape.text),
                "--destination-credentials", vaults.document(kind, "destination", shape.text)
            };
            // A file is looked at along with the settings, for that costs no request.
            Ran ran = silent(scene.replicate(options))
                    .ended(kind == Vaults.Kind.FILE ? 2 : 3)
                    .within(LIMIT);
            ran.says("source", "destination", shape.complaint);
            assertEquals(2, ran.problems().size(), ran::toString);
        }
        scene.assertNothingWritten();
    }

    /** Documents that hold no credentials, each with what is said of it. */
    private enum Shape {
        OTHER_NAMES("{\"username\": \"canary\", \"password\": \"canary\"}", "has none of access_key_id"),
        HALF("{\"access_key_id\": \"canary-id\", \"secret\": \"canary\"}", "lacks secret_access_key"),
        EMPTY(
                "{\"oss_access_key_id\": \" \", \"oss_access_key_secret\": \"\"}",
                "lacks oss_access_key_id and oss_access"),
        MIXED("{\"access_key_id\": \"canary\", \"aws_secret_access_key\": \"canary\"}", "lacks secret_access_key"),
        A_NUMBER("{\"access_key_id\": \"canary-id\", \"secret_access_key\": 12}", "secret_access_key that is not text"),
        A_MAP(
                "{\"aws_access_key_id\": {\"canary\": 1}, \"aws_secret_access_key\": \"x\"}",
                "aws_access_key_id that is"),
        BARE("canary-secret-alone", "is not valid JSON (line 1"),
        CUT("{\"access_key_id\": \"canary-id\", \"secret_access_key\": \"canary", "is not valid JSON (line 1"),
        A_LIST("[\"canary-id\", \"canary\"]", "is not a JSON object"),
        TWO("{\"access_key_id\": \"canary-id\", \"secret_access_key\": \"canary\"} {}", "is not one JSON object"),
        LINES("{\"access_key_id\": \"canary-id\", \"secret_access_key\": \"canary\\nmore\"}", "a character in it"),
        PLACE(
                "{\"oss_access_key_id\": \"i\", \"oss_access_key_secret\": \"canary\", \"oss_endpoint\": \"u:canary@h\"}",
                "oss_endpoint that is not"),
        REGION(
                "{\"access_key_id\": \"i\", \"secret_access_key\": \"canary\", \"region\": \"canary!\"}",
                "a region that"),
        SEVERAL(
                "{\"access_key_id\": \"a canary\", \"secret_access_key\": 7, \"region\": \"canary!\"}",
                "access_key_id with a character in it that none can have, a secret_access_key that is not text and a region");

        private final String text;
        private final String complaint;

        Shape(String text, String complaint) {
            this.text = text;
            this.complaint = complaint;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenAStoreForbids(Vaults.Kind kind) throws Exception {
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            scene.destinationAt(proxy.endpoint());
            proxy.arm(Rule.of(
                    Requests.writingAnObject(),
                    Turn.always(),
                    Fault.answer(Reply.s3Error(403, "AccessDenied", "Access Denied"))));
            String[] options = both(kind, Scene.SRC, Scene.DST);
            silent(scene.replicate(with(options, "--json"))).ended(1).says("AccessDenied");
            assertTrue(Files.readString(folder.resolve("report")).contains("denied: "));
        }
    }

    @Test
    void whenAStoreRepeatsTheToken() throws Exception {
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            scene.sourceAt(proxy.endpoint());
            // Amazon S3 quotes it so.
            proxy.arm(Rule.of(
                    Requests.all(),
                    Turn.always(),
                    Fault.answer(Reply.xml(
                            400,
                            "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message>"
                                    + "<Token-0>canary-session-token-1</Token-0><RequestId>x</RequestId></Error>"))));
            String[] options = both(Vaults.Kind.ROLE, Scene.SRC, Scene.DST);
            silent(scene.replicate(options)).ended(3).within(LIMIT).says("the source", "ExpiredToken");
        }
    }

    /** All that libraries would say of what they do, by either client. */
    @ParameterizedTest
    @ValueSource(strings = {"wire", "sdk"})
    void whenEverythingIsLogged(String client) throws Exception {
        String everything = "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace";
        scene.environment("JAVA_TOOL_OPTIONS", everything);
        for (Vaults.Kind kind : List.of(Vaults.Kind.PARAMETER, Vaults.Kind.SECRET, Vaults.Kind.ROLE)) {
            String[] options = with(both(kind, Scene.SRC, Scene.DST), "--client", client);
            try (Child child = Child.start(scene, elsewhere, 256, scene.arguments("replicate", options))) {
                Ran ran = silent(child.await(Duration.ofSeconds(60))).ended(0);
                assertTrue(ran.err().contains("Picked up JAVA_TOOL_OPTIONS: " + everything), ran.err());
                // The wire has nothing to log when all goes well; that the level counts is seen by the SDK.
                boolean logged = ran.err().contains("DEBUG") || ran.err().contains("TRACE");
                assertTrue(logged || client.equals("wire"), "nothing is logged");
            }
        }
    }

    /** The options that name credentials of a kind for both sides, and where the report goes. */
    private String[] both(Vaults.Kind kind, AccessKey source, AccessKey destination) throws Exception {
        return new String[] {
            "--source-credentials", vaults.plant(kind, "source", source),
            "--destination-credentials", vaults.plant(kind, "destination", destination),
            "--part-size", "5MiB",
            "--report", folder.resolve("report").toString()
        };
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Ran silent(Ran ran) {
        return ran.doesNotSay("canary");
    }

    private List<Path> files() throws Exception {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
