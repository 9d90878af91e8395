/**
 * The store of complete contents beside the database: objects with names that say nothing, sealed
 * before they leave the server. docs/adr/0034 says why.
 */
@NullMarked
package dev.holdfast.server.contents.internal.store;

import org.jspecify.annotations.NullMarked;
