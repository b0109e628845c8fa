/** The JobSender as a program: settings, one run, an exit code. */
@NullMarked
package io.replicationhub.jobsender;

import org.jspecify.annotations.NullMarked;
