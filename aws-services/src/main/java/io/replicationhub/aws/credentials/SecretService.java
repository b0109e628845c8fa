package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Refusal;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Sleeper;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A service that keeps or gives credentials. Connections are not kept: it is asked a few times an hour at most.
 *
 * @param from the credentials to ask with
 */
record SecretService(
        AwsRegions regions, CredentialsSource from, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
    interface Question<T> {
        T ask(AwsClient client) throws Refusal, InterruptedException;
    }

    /** @param what is asked for, as messages are to name it */
    <T> T ask(String what, Question<T> question) throws StorageException {
        try (AwsClient client =
                AwsClient.open(regions.api(), regions.region(), from, regions.environment(), clock, sleeper, random)) {
            return question.ask(client);
        } catch (Refusal e) {
            throw failure(e);
        } catch (IllegalArgumentException e) {
            throw new StorageException.Denied(FailureScope.CREDENTIALS, what + ": " + e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable(FailureScope.CREDENTIALS, what + ": interrupted", e);
        }
    }

    private static StorageException failure(Refusal e) {
        if (e.getCause() instanceof StorageException ofTheCredentials) {
            return ofTheCredentials;
        }
        return e.isTransient()
                ? new StorageException.Unavailable(FailureScope.CREDENTIALS, e.sentence(), e)
                : new StorageException.Denied(FailureScope.CREDENTIALS, e.sentence(), e);
    }
}
