/** What each local S3 server does and does not do, asked of it request by request. */
@NullMarked
package io.replicationhub.localservers.survey;

import org.jspecify.annotations.NullMarked;
