/** Credentials from where AWS keeps them: its profiles and default chain, Parameter Store, Secrets Manager, STS. */
@NullMarked
package io.replicationhub.aws.credentials;

import org.jspecify.annotations.NullMarked;
