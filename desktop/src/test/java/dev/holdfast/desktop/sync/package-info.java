@NullMarked
package dev.holdfast.desktop.sync;

import org.jspecify.annotations.NullMarked;
