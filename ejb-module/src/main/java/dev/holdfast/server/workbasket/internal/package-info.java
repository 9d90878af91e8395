/**
 * Inside of feature workbasket: issues as entities, their lists and export by SQL, resolutions, and
 * the release of what waited behind them.
 */
@NullMarked
package dev.holdfast.server.workbasket.internal;

import org.jspecify.annotations.NullMarked;
