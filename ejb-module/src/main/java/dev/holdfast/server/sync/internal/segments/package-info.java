/**
 * Segments as they are kept: where a bucket is cut, what a segment says of itself, and the cache.
 */
@NullMarked
package dev.holdfast.server.sync.internal.segments;

import org.jspecify.annotations.NullMarked;
