/**
 * Reads what can be read of a store's file that SQLite can't read any more: page by page, by the
 * file formats of SQLCipher 4 and SQLite 3. Writes nothing, and knows nothing of what rows mean.
 * Internal.
 */
@NullMarked
package dev.holdfast.device.store.salvage;

import org.jspecify.annotations.NullMarked;
