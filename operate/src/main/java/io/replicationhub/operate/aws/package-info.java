/** How a deployment is asked on AWS. */
@NullMarked
package io.replicationhub.operate.aws;

import org.jspecify.annotations.NullMarked;
