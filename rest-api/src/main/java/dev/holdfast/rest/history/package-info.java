/** What happened to a case, the proof that nobody touched it, and what administrators changed. */
@NullMarked
package dev.holdfast.rest.history;

import org.jspecify.annotations.NullMarked;
