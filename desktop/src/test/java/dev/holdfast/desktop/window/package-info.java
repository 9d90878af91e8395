@NullMarked
package dev.holdfast.desktop.window;

import org.jspecify.annotations.NullMarked;
