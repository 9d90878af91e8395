/**
 * Inside of feature history: the chain of a case, the audit trail, and their tables, which
 * PostgreSQL itself lets only grow.
 */
@NullMarked
package dev.holdfast.server.history.internal;

import org.jspecify.annotations.NullMarked;
