@NullMarked
package dev.holdfast.desktop.entry;

import org.jspecify.annotations.NullMarked;
