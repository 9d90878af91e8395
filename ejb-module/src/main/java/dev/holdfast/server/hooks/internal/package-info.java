/**
 * Feature hooks: webhooks, and the outbox of what they are to be told. Written with the action that
 * it tells of, sent afterwards by one node per webhook at a time.
 */
@NullMarked
package dev.holdfast.server.hooks.internal;

import org.jspecify.annotations.NullMarked;
