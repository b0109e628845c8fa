/** What those who operate a stack ask of AWS: CloudFormation, CloudWatch, ECS and SQS, at one address. */
@NullMarked
package io.replicationhub.localservers.account;

import org.jspecify.annotations.NullMarked;
