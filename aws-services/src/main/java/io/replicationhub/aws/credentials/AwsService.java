package io.replicationhub.aws.credentials;

/**
 * A service that hands out credentials.
 *
 * @param title for people
 * @param host the first part of its host name, and its name in signatures
 * @param endpointVariable where its address may be set (AWS SDKs and Tools Reference Guide, "Service-specific endpoints")
 */
record AwsService(String title, String host, String endpointVariable) {
    static final AwsService PARAMETER_STORE = new AwsService("Parameter Store", "ssm", "AWS_ENDPOINT_URL_SSM");
    static final AwsService SECRETS_MANAGER =
            new AwsService("Secrets Manager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    static final AwsService TOKEN_SERVICE = new AwsService("STS", "sts", "AWS_ENDPOINT_URL_STS");
}
