/**
 * Feature archive: what becomes of cases and their histories: export, retention and legal hold.
 * What other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.archive.api;

import org.jspecify.annotations.NullMarked;
