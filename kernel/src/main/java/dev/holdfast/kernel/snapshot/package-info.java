/**
 * Snapshot files: segments of buckets that are handed over otherwise than by the network. Written
 * by the server, read by devices; the form is in {@code docs/specs/snapshot.md}.
 */
@NullMarked
package dev.holdfast.kernel.snapshot;

import org.jspecify.annotations.NullMarked;
