package io.replicationhub.aws.credentials;

/**
 * A service that is asked by requests of our own.
 *
 * @param title for people
 * @param host the first part of its host name, and its name in signatures
 * @param endpointVariable where its address may be set (AWS SDKs and Tools Reference Guide, "Service-specific endpoints")
 */
public record AwsService(String title, String host, String endpointVariable) {
    static final AwsService PARAMETER_STORE = new AwsService("Parameter Store", "ssm", "AWS_ENDPOINT_URL_SSM");
    static final AwsService SECRETS_MANAGER =
            new AwsService("Secrets Manager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    static final AwsService TOKEN_SERVICE = new AwsService("STS", "sts", "AWS_ENDPOINT_URL_STS");
    public static final AwsService QUEUES = new AwsService("SQS", "sqs", "AWS_ENDPOINT_URL_SQS");
    public static final AwsService CLOUD_FORMATION =
            new AwsService("CloudFormation", "cloudformation", "AWS_ENDPOINT_URL_CLOUDFORMATION");
    public static final AwsService CLOUD_WATCH =
            new AwsService("CloudWatch", "monitoring", "AWS_ENDPOINT_URL_CLOUDWATCH");
    public static final AwsService CONTAINERS = new AwsService("ECS", "ecs", "AWS_ENDPOINT_URL_ECS");
}
