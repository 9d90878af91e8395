/**
 * Feature history: the append-only, hash-chained history of cases. What other features and the
 * outside see.
 */
@NullMarked
package dev.holdfast.server.history.api;

import org.jspecify.annotations.NullMarked;
