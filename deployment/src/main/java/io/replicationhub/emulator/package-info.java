/** Deploys the published template into an emulator of AWS and has it replicate once. */
@NullMarked
package io.replicationhub.emulator;

import org.jspecify.annotations.NullMarked;
