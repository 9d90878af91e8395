/**
 * The protocol as others see it: the flows of a device, by the {@linkplain
 * dev.holdfast.it.peer.client client} that was written from the published documents alone, on the
 * real server. What the client could not know from the documents was a defect of theirs.
 */
@NullMarked
package dev.holdfast.it.peer;

import org.jspecify.annotations.NullMarked;
