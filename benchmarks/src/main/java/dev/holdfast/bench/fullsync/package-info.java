/**
 * Full synchronization of a large table to a new device, beside the bare insert of the same rows.
 */
@NullMarked
package dev.holdfast.bench.fullsync;

import org.jspecify.annotations.NullMarked;
