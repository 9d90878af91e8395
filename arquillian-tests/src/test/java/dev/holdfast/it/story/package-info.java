/** The whole, by the command that people use: one day's work as one story. */
@NullMarked
package dev.holdfast.it.story;

import org.jspecify.annotations.NullMarked;
