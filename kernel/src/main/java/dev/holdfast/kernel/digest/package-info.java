/**
 * Digests of rows, buckets and history: computed by the same definition in Java here and in SQL on
 * the server.
 */
@NullMarked
package dev.holdfast.kernel.digest;

import org.jspecify.annotations.NullMarked;
