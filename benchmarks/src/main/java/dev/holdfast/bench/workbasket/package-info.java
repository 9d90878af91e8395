/** The issue workbasket and long histories, as people open them. */
@NullMarked
package dev.holdfast.bench.workbasket;

import org.jspecify.annotations.NullMarked;
