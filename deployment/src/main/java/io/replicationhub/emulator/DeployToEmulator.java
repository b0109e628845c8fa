package io.replicationhub.emulator;

import io.replicationhub.emulator.Deployment.NotDeployed;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Deploys the plain template into an emulator of AWS, has it replicate once and compares both sides. Exits with 0 where
 * they agree, 1 where not, 2 where it is asked wrongly, 3 where the emulator cannot be worked with.
 */
public final class DeployToEmulator {
    private static final String NAME = "data-replication-hub";
    private static final String VERSION = "emulated";
    private static final String CREDENTIALS = "drh-credentials";

    private final Order order;
    private final Services services;
    private final PrintStream out;
    private final Sides sides;
    private final String assets;

    private DeployToEmulator(Order order, Services services, PrintStream out) {
        this.order = order;
        this.services = services;
        this.out = out;
        this.sides = new Sides(services.s3(), order.stack() + "-source", order.stack() + "-destination");
        this.assets = order.stack() + "-assets";
    }

    public static void main(String[] words) {
        int code = run(words, new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err);
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    /** The exit code. */
    static int run(String[] words, PrintStream out, PrintStream err) {
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            out.print(Order.USAGE);
            return 0;
        }
        Order order;
        try {
            order = Order.read(words);
        } catch (Order.Misunderstood e) {
            err.println(e.getMessage());
            err.print(Order.USAGE);
            return 2;
        }
        try (Services services = Services.at(order.endpoint())) {
            return new DeployToEmulator(order, services, out).run() ? 0 : 1;
        } catch (NotDeployed | SdkException | IOException | IllegalArgumentException e) {
            err.println("deploy-to-emulator: " + e.getMessage());
            return 3;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 3;
        }
    }

    private boolean run() throws NotDeployed, IOException, InterruptedException {
        PlainTemplate template = PlainTemplate.read(
                Files.readString(order.template()),
                Map.of("BUCKET", assets, "NAME", NAME, "VERSION", VERSION, "IMAGE", "drh-jobsender:" + VERSION));
        template.leaveOut(order.leaveOut()).forEach(left -> out.println("left out     " + left));
        prepare(template);
        Deployment deployment = new Deployment(services.stacks(), order.stack());
        try {
            deployment.make(
                    template.text(),
                    // As Amazon S3 calls it: emulators look into their own buckets all the same.
                    "https://s3." + Services.REGION + ".amazonaws.com/" + assets + "/" + NAME + ".template.json",
                    template.parameters(),
                    parameters());
            out.println("stack        " + order.stack() + " is there");
            return replicate(deployment);
        } finally {
            if (!order.keep()) {
                clearUp(deployment);
            }
        }
    }

    /** What cannot be removed is told, and does not hide how it went. */
    private void clearUp(Deployment deployment) {
        try {
            List.of(sides.source(), sides.destination(), assets, codeBucket())
                    .forEach(bucket -> Sides.remove(services.s3(), bucket));
            deployment.remove();
        } catch (SdkException e) {
            out.println("not removed  " + e.getMessage());
        }
    }

    /** Templates look for code in a bucket of the region, with the region behind its name. */
    private String codeBucket() {
        return assets + "-" + Services.REGION;
    }

    private void prepare(PlainTemplate template) {
        for (String bucket : List.of(sides.source(), sides.destination(), assets, codeBucket())) {
            var made = services.s3().createBucket(request -> request.bucket(bucket));
            assert made != null;
        }
        for (Path jar : order.code()) {
            var put = services.s3()
                    .putObject(
                            request -> request.bucket(codeBucket()).key(NAME + "/" + VERSION + "/" + jar.getFileName()),
                            jar);
            assert put != null;
        }
        var put = services.s3()
                .putObject(
                        request -> request.bucket(assets).key(NAME + ".template.json"),
                        RequestBody.fromString(template.text()));
        assert put != null;
        var parameter = services.parameters()
                .putParameter(request -> request.name(CREDENTIALS)
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)
                        .value("{\"aws_access_key_id\": \"" + Services.KEY + "\", \"aws_secret_access_key\": \""
                                + Services.SECRET + "\", \"region_name\": \"" + Services.REGION + "\"}"));
        assert parameter != null;
        out.println("source       " + sides.fill(order.objects()) + " objects in " + sides.source());
    }

    private Map<String, String> parameters() {
        return Map.of(
                "srcBucketName", sides.source(),
                "destBucketName", sides.destination(),
                "credentialsParameterStore", CREDENTIALS,
                "alarmEmail", "somebody@example.com",
                "sourceEndpoint", order.endpoint().toString(),
                "destinationEndpoint", order.endpoint().toString());
    }

    private boolean replicate(Deployment deployment) throws NotDeployed, IOException, InterruptedException {
        var settings = new DeployedSettings(services, deployment, order.endpoint());
        Map<String, String> sender = settings.ofTheSender();
        var programs = new Programs(
                order.endpoint(),
                services.sqs(),
                deployment.output(StackOutput.QUEUE_URL),
                deployment.output(StackOutput.DEAD_LETTER_QUEUE_URL));
        int sent = programs.send(sender);
        long messages = programs.waiting(deployment.output(StackOutput.QUEUE_URL));
        out.println("JobSender    exit " + sent + ", " + messages + " messages on the queue");
        long invocations = programs.work(settings.ofTheWorker());
        long dead = programs.dead();
        out.println("JobWorkers   " + invocations + " invocations, " + dead + " dead letters");
        boolean agree = sides.agree(order.endpoint(), out);
        int again = programs.send(sender);
        long more = programs.waiting(deployment.output(StackOutput.QUEUE_URL));
        out.println("second run   exit " + again + ", " + more + " messages");
        boolean good = sent == 0 && again == 0 && messages > 0 && more == 0 && dead == 0 && agree;
        out.println(good ? "All as it should be." : "NOT as it should be.");
        return good;
    }
}
