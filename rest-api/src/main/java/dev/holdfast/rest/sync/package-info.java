/** The way down and the way up of devices. */
@NullMarked
package dev.holdfast.rest.sync;

import org.jspecify.annotations.NullMarked;
