/** A stand-in for Aliyun OSS that verifies signatures, enforces what OSS enforces and refuses as OSS refuses. */
@NullMarked
package io.replicationhub.localservers.oss;

import org.jspecify.annotations.NullMarked;
