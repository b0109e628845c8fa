/** drh as its users meet it: arguments in, text and exit codes out, two real S3 servers behind it. */
@org.jspecify.annotations.NullMarked
package io.replicationhub.cli;
