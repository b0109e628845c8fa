/** Tests of the adapter for Aliyun OSS. */
@NullMarked
package io.replicationhub.storage.oss;

import org.jspecify.annotations.NullMarked;
