/**
 * The queue of actions that the server has not confirmed, their effect on what the user sees, and
 * the server's outcomes. An action and its effect are one transaction of the store. Internal.
 */
@NullMarked
package dev.holdfast.device.queue;

import org.jspecify.annotations.NullMarked;
