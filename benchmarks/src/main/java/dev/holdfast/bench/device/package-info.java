/** What a device with a full store costs its user: time, memory, space and battery. */
@NullMarked
package dev.holdfast.bench.device;

import org.jspecify.annotations.NullMarked;
