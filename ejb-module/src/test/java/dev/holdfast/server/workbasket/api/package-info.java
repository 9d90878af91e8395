/** Tests of what others see of the issue workbasket. */
@NullMarked
package dev.holdfast.server.workbasket.api;

import org.jspecify.annotations.NullMarked;
