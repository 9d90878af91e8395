/**
 * The case engine, the same on device and server: an action and a case become a new case or a
 * refusal.
 */
@NullMarked
package dev.holdfast.kernel.casework;

import org.jspecify.annotations.NullMarked;
