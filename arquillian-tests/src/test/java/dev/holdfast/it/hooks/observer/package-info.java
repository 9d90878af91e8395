/** What an integrator adds to the server: the jar that the tests put into {@code lib/}. */
@NullMarked
package dev.holdfast.it.hooks.observer;

import org.jspecify.annotations.NullMarked;
