package io.replicationhub.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.s3.assets.Asset;

/**
 * Code that was built in this repository and is uploaded by {@code cdk deploy}.
 *
 * @param root the repository
 */
record BuiltArtefacts(Path root) implements Artefacts {
    /** What builds everything that is missing. */
    static final String BUILD = "mvn -DskipTests package";

    private static final Path WORKER = Path.of("lambda-worker", "target", WORKER_JAR);
    private static final Path HOOKS = Path.of("stack-hooks", "target", HOOKS_JAR);
    /** Of no use to the image. Maven reads the poms of all modules, so that no module is left out as a whole. */
    private static final List<String> LEFT_OUT =
            List.of("**/.git", ".git", "cdk.out", "**/src/test", "bench/src", "docs");

    private static final Path DOCKERFILE = Path.of("deployment", "jobsender", "Dockerfile");

    /** The files that a deployment takes along, below the repository. */
    static List<Path> needed() {
        return List.of(WORKER, HOOKS, DOCKERFILE);
    }

    /** What is missing, as one sentence with what to do; empty where nothing is. */
    Optional<String> missing() {
        List<String> missing = needed().stream()
                .filter(file -> !Files.isRegularFile(root.resolve(file)))
                .map(Path::toString)
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Not there: " + String.join(", ", missing) + ". Run '" + BUILD + "' in " + root
                        + " first, then this command again.");
    }

    /** The image is built where the stack is deployed from, and for one processor. */
    @Override
    public Processor processor(Stack stack, ParameterSheet sheet) {
        return Processor.ARM;
    }

    @Override
    public CfnFunction.CodeProperty worker(Stack stack, Processor processor) {
        return uploaded(stack, "JobWorkerCode", WORKER);
    }

    @Override
    public CfnFunction.CodeProperty hooks(Stack stack) {
        return uploaded(stack, "StackHooksCode", HOOKS);
    }

    @Override
    public Image image(Stack stack, ParameterSheet sheet) {
        var image = DockerImageAsset.Builder.create(stack, "JobSenderImage")
                .directory(root.toString())
                .file(DOCKERFILE.toString())
                .platform(Platform.LINUX_ARM64)
                .exclude(LEFT_OUT)
                .build();
        return new Image(
                image.getImageUri(),
                List.of(
                        Statement.allow("ecr:GetAuthorizationToken").on("*"),
                        Statement.allow(
                                        "ecr:BatchCheckLayerAvailability",
                                        "ecr:BatchGetImage",
                                        "ecr:GetDownloadUrlForLayer")
                                .on(image.getRepository().getRepositoryArn())));
    }

    private CfnFunction.CodeProperty uploaded(Stack stack, String id, Path file) {
        var asset = Asset.Builder.create(stack, id)
                .path(root.resolve(file).toString())
                .build();
        return CfnFunction.CodeProperty.builder()
                .s3Bucket(asset.getS3BucketName())
                .s3Key(asset.getS3ObjectKey())
                .build();
    }
}
