/**
 * The way up: batches of actions are judged exactly once, and every action gets an answer that is
 * stored with its effect.
 */
@NullMarked
package dev.holdfast.server.sync.internal.intake;

import org.jspecify.annotations.NullMarked;
