/**
 * The process of some devices of a soak: users who act by chance. It is told what to do by standard
 * input, tells what it does by standard output, and may be killed anywhere.
 */
@NullMarked
package dev.holdfast.bench.soak.pocket;

import org.jspecify.annotations.NullMarked;
