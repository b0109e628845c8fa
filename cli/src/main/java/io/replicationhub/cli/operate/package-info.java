/** The commands that see to a deployed stack: their options, and what they tell. */
@NullMarked
package io.replicationhub.cli.operate;

import org.jspecify.annotations.NullMarked;
