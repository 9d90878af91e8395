/** What tests of all features share: a real PostgreSQL with the schema migrated. */
@NullMarked
package dev.holdfast.server.testing;

import org.jspecify.annotations.NullMarked;
