/** The issue workbasket: parked actions, and what people decide about them. */
@NullMarked
package dev.holdfast.rest.workbasket;

import org.jspecify.annotations.NullMarked;
