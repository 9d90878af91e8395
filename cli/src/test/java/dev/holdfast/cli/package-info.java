/** Tests of the command's frame. */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
