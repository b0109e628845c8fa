/** AWS Signature Version 4, for requests whose bodies are not signed. */
@NullMarked
package io.replicationhub.storage.s3.sign;

import org.jspecify.annotations.NullMarked;
