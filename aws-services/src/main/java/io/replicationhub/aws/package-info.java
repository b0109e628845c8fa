/** AWS services other than storage behind our ports. No SDK type leaves this package. */
@NullMarked
package io.replicationhub.aws;

import org.jspecify.annotations.NullMarked;
