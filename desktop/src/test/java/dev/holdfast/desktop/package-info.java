@NullMarked
package dev.holdfast.desktop;

import org.jspecify.annotations.NullMarked;
