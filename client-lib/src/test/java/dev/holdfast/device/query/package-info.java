/** Tests of SQL of applications. */
@NullMarked
package dev.holdfast.device.query;

import org.jspecify.annotations.NullMarked;
