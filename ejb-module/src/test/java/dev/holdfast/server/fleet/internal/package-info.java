/** Tests of devices and resync orders on a real PostgreSQL. */
@NullMarked
package dev.holdfast.server.fleet.internal;

import org.jspecify.annotations.NullMarked;
