/** The stack that puts the hub on AWS, as a CDK app. */
@NullMarked
package io.replicationhub.cdk;

import org.jspecify.annotations.NullMarked;
