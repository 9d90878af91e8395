/** Tests of the overview and of health on a real PostgreSQL. */
@NullMarked
package dev.holdfast.server.operations.internal;

import org.jspecify.annotations.NullMarked;
