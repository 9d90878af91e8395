/**
 * Devices and resync orders in PostgreSQL: an order is expanded into one row per device when it is
 * given, and each device's syncs move its own rows.
 */
@NullMarked
package dev.holdfast.server.fleet.internal;

import org.jspecify.annotations.NullMarked;
