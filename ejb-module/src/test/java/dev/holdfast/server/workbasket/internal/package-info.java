/** Tests of feature workbasket. */
@NullMarked
package dev.holdfast.server.workbasket.internal;

import org.jspecify.annotations.NullMarked;
