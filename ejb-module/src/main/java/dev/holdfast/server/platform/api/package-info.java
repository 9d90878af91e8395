/**
 * Feature platform: what every feature may use: the caller, refusals with their codes, paging, ids,
 * the clock, settings. What other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.platform.api;

import org.jspecify.annotations.NullMarked;
