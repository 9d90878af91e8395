/** The log of syncs that devices reported: lists, figures by hour, CSV. */
@NullMarked
package dev.holdfast.server.sync.internal.journal;

import org.jspecify.annotations.NullMarked;
