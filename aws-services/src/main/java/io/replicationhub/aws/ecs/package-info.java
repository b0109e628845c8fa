/** Tasks of ECS: started, found and stopped over the wire. */
@NullMarked
package io.replicationhub.aws.ecs;

import org.jspecify.annotations.NullMarked;
