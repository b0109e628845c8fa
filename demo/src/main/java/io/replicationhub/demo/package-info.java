/** The whole system at work on one machine: {@code drh demo}. */
@NullMarked
package io.replicationhub.demo;

import org.jspecify.annotations.NullMarked;
