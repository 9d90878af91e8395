/** Tests of the device through its door. */
@NullMarked
package dev.holdfast.device;

import org.jspecify.annotations.NullMarked;
