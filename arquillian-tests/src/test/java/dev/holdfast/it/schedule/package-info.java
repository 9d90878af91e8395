/**
 * The laws over random schedules of the whole: the real server, the real PostgreSQL, the device
 * library with its encrypted store.
 */
@NullMarked
package dev.holdfast.it.schedule;

import org.jspecify.annotations.NullMarked;
