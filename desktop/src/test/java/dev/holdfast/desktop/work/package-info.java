@NullMarked
package dev.holdfast.desktop.work;

import org.jspecify.annotations.NullMarked;
