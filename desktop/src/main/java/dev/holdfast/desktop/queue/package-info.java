/** What waits to be sent, was returned, or was answered. */
@NullMarked
package dev.holdfast.desktop.queue;

import org.jspecify.annotations.NullMarked;
