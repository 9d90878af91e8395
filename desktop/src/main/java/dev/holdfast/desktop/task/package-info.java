/** Where work is done: nothing on the thread that draws ever waits for the store or the network. */
@NullMarked
package dev.holdfast.desktop.task;

import org.jspecify.annotations.NullMarked;
