/**
 * The {@code holdfast} command: its entry, exit codes and output. The commands themselves are in
 * {@code local} (a server on this machine), {@code device} and {@code admin}; they know this
 * package and not each other.
 */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
