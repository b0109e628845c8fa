/** Aliyun OSS: the wire by which it is read and written, and Aliyun's SDK behind the same port. */
@NullMarked
package io.replicationhub.storage.oss;

import org.jspecify.annotations.NullMarked;
