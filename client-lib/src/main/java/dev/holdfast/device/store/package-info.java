/**
 * The encrypted store: one SQLite file with generations of buckets as typed tables, what is staged
 * of a sync, packages and settings. Knows nothing of actions or of the network. Internal.
 */
@NullMarked
package dev.holdfast.device.store;

import org.jspecify.annotations.NullMarked;
