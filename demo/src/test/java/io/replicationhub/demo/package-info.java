/** Promises that are kept on the demo's data. */
@NullMarked
package io.replicationhub.demo;

import org.jspecify.annotations.NullMarked;
