/** AWS's services that hand out credentials: Parameter Store, Secrets Manager and STS, as far as they are asked. */
@NullMarked
package io.replicationhub.localservers.identity;

import org.jspecify.annotations.NullMarked;
