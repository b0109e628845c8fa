package io.replicationhub.emulator;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The emulator's services, all at one address. */
record Services(
        CloudFormationClient stacks,
        S3Client s3,
        SqsClient sqs,
        SsmClient parameters,
        EcsClient ecs,
        LambdaClient lambda)
        implements AutoCloseable {
    /** Emulators take any region; those that are asked without a signature take this one. */
    static final String REGION = "us-east-1";

    static final String KEY = "test";
    static final String SECRET = "test";

    static Services at(URI endpoint) {
        return new Services(
                with(CloudFormationClient.builder(), endpoint).build(),
                with(S3Client.builder().forcePathStyle(true), endpoint).build(),
                with(SqsClient.builder(), endpoint).build(),
                with(SsmClient.builder(), endpoint).build(),
                with(EcsClient.builder(), endpoint).build(),
                with(LambdaClient.builder(), endpoint).build());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B with(B builder, URI endpoint) {
        AwsCredentialsProvider anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(anybody)
                .httpClientBuilder(Apache5HttpClient.builder());
    }

    @Override
    public void close() {
        stacks.close();
        s3.close();
        sqs.close();
        parameters.close();
        ecs.close();
        lambda.close();
    }
}
