/** The way into an emulator: its parts, and, where one is to be had, all of it. */
@NullMarked
package io.replicationhub.emulator;

import org.jspecify.annotations.NullMarked;
