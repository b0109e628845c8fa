/** What a stack does when it is created, updated and deleted, as custom resources of CloudFormation. */
@NullMarked
package io.replicationhub.stackhooks;

import org.jspecify.annotations.NullMarked;
