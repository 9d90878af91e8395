/** Webhooks and the messages to them. */
@NullMarked
package dev.holdfast.admin.webhooks;

import org.jspecify.annotations.NullMarked;
