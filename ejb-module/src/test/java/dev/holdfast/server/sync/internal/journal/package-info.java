/** Tests of the log of syncs on a real PostgreSQL. */
@NullMarked
package dev.holdfast.server.sync.internal.journal;

import org.jspecify.annotations.NullMarked;
