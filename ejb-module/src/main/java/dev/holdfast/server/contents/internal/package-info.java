/**
 * Feature contents: uploads in pieces of rows of PostgreSQL, contents that are complete, who names
 * them and who sent them, scanners, and what goes when nobody needs it any more.
 */
@NullMarked
package dev.holdfast.server.contents.internal;

import org.jspecify.annotations.NullMarked;
