/**
 * Feature sync: checkpoints, full and delta streams, action intake and outcomes. What other
 * features and the outside see.
 */
@NullMarked
package dev.holdfast.server.sync.api;

import org.jspecify.annotations.NullMarked;
