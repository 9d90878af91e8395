/** Bad requests get a problem with a stable code, and change nothing. */
@NullMarked
package dev.holdfast.it.problem;

import org.jspecify.annotations.NullMarked;
