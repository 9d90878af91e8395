@NullMarked
package dev.holdfast.desktop.text;

import org.jspecify.annotations.NullMarked;
