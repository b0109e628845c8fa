/** What a user can set: options, the config file, and their meaning for a run. */
@NullMarked
package io.replicationhub.cli.settings;

import org.jspecify.annotations.NullMarked;
