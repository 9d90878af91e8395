/** What happened to a case, and the proof that nobody touched it. */
@NullMarked
package dev.holdfast.rest.history;

import org.jspecify.annotations.NullMarked;
