/**
 * Contents of attachments: each a file of its own beside the store, sealed block by block under a
 * key that the store holds. Knows nothing of actions, of cases or of the network. Internal.
 */
@NullMarked
package dev.holdfast.device.store.content;

import org.jspecify.annotations.NullMarked;
