/**
 * Feature history: the append-only, hash-chained history of cases, and the audit trail of what
 * administrators change besides. What other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.history.api;

import org.jspecify.annotations.NullMarked;
