/** What the services that speak S3 do differently, as data: one profile for each, with a source for every fact. */
@NullMarked
package io.replicationhub.profile;

import org.jspecify.annotations.NullMarked;
