package io.replicationhub.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.lambda.CfnFunction;

/**
 * Code that was published before: what stands between %% is filled in by deployment/build-s3-dist.sh. Buckets of Lambda
 * code must be in the function's region, so there is one for each, with the region behind its name.
 */
final class PublishedArtefacts implements Artefacts {
    private static final String FOLDER = "%%NAME%%/%%VERSION%%/";

    @Override
    public Processor processor(Stack stack, ParameterSheet sheet) {
        return Processor.asked(
                stack,
                sheet.group("Processor")
                        .choice(
                                "processor",
                                "Processor",
                                "What JobSender and JobWorkers run on. x86_64: in regions where Lambda or Fargate have no"
                                        + " arm64; it costs a quarter more.",
                                List.of(Processor.ARM64, Processor.X86_64)));
    }

    @Override
    public CfnFunction.CodeProperty worker(Stack stack, Processor processor) {
        return published(processor.choose(FOLDER + WORKER_JAR, FOLDER + WORKER_JAR_X86));
    }

    @Override
    public CfnFunction.CodeProperty hooks(Stack stack) {
        return published(FOLDER + HOOKS_JAR);
    }

    /** The image may be in anybody's registry, so that the repository's name is not known here; reading is all it is. */
    @Override
    public Image image(Stack stack, ParameterSheet sheet) {
        var other = sheet.group("Image")
                .optional(
                        "jobSenderImage",
                        "JobSender image",
                        "A container image of the JobSender of your own, for the processor above. Empty: the published one.",
                        TextForm.IMAGE);
        // Fn::Sub, since what is filled in may name the region and the account that launch.
        Object address = Choice.either(
                Choice.given(stack, "ImageGiven", other), other.getValueAsString(), Map.of("Fn::Sub", "%%IMAGE%%"));
        return new Image(
                Token.asString(address),
                List.of(
                        Statement.allow("ecr:GetAuthorizationToken").on("*"),
                        Statement.allow(
                                        "ecr:BatchCheckLayerAvailability",
                                        "ecr:BatchGetImage",
                                        "ecr:GetDownloadUrlForLayer")
                                .on(Choice.arn("ecr", "*", "*", "repository/*"))));
    }

    private static CfnFunction.CodeProperty published(String key) {
        return CfnFunction.CodeProperty.builder()
                .s3Bucket("%%BUCKET%%-" + Aws.REGION)
                .s3Key(key)
                .build();
    }
}
