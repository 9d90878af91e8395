/**
 * Feature tables: capture units: what is captured of which relation, verification and DDL. What
 * other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.tables.api;

import org.jspecify.annotations.NullMarked;
