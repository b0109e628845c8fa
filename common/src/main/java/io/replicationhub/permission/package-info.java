/** What must be allowed for what we do: the requests of each purpose, the actions that they need, and policies made of them. */
@NullMarked
package io.replicationhub.permission;

import org.jspecify.annotations.NullMarked;
