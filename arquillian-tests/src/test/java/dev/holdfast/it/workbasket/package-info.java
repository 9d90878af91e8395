/** Parked actions and what people decide about them, by the API. */
@NullMarked
package dev.holdfast.it.workbasket;

import org.jspecify.annotations.NullMarked;
