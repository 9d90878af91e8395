@NullMarked
package dev.holdfast.desktop.queue;

import org.jspecify.annotations.NullMarked;
