/** Webhooks and the messages to them. */
@NullMarked
package dev.holdfast.rest.hooks;

import org.jspecify.annotations.NullMarked;
