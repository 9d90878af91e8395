/**
 * What an application sees of the device: immutable values, results and errors. Depends on nothing
 * else of the library. Part of the API.
 */
@NullMarked
package dev.holdfast.device.api;

import org.jspecify.annotations.NullMarked;
