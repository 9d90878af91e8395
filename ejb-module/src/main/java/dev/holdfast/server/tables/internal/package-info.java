/**
 * Inside of feature tables: what the catalog says of a relation, the checks, the generator of
 * capture's SQL, its installation, scans and verification.
 */
@NullMarked
package dev.holdfast.server.tables.internal;

import org.jspecify.annotations.NullMarked;
