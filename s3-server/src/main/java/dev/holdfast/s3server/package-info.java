/** A real server of the protocol of S3, for tests. */
@NullMarked
package dev.holdfast.s3server;

import org.jspecify.annotations.NullMarked;
