/**
 * Random packages, cases and actions, for properties of whatever runs the engine: the kernel, the
 * server, devices. Everything is drawn from one source of chance, so a seed tells all.
 */
@NullMarked
package dev.holdfast.kernel.generated;

import org.jspecify.annotations.NullMarked;
