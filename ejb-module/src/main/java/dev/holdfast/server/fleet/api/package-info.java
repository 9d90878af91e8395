/**
 * Feature fleet: resync orders and the state of devices. What other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.fleet.api;

import org.jspecify.annotations.NullMarked;
