/** The way down and the way up, as devices walk it. */
@NullMarked
package dev.holdfast.it.sync;

import org.jspecify.annotations.NullMarked;
