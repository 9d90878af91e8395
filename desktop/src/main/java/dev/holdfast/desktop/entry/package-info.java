/** The way in: signing in, and unlocking the store without a network. */
@NullMarked
package dev.holdfast.desktop.entry;

import org.jspecify.annotations.NullMarked;
