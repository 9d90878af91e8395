/**
 * The window's frame without a window: which page is shown, which case and which form are open, and
 * who is told when the device's data change.
 */
@NullMarked
package dev.holdfast.desktop.shell;

import org.jspecify.annotations.NullMarked;
