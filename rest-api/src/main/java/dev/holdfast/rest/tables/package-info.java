/** Offline tables: what is carried, verification, and the SQL that capture needs. */
@NullMarked
package dev.holdfast.rest.tables;

import org.jspecify.annotations.NullMarked;
