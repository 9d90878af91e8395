/** Inside of feature archive: forms of exports, what is held, and what is removed. */
@NullMarked
package dev.holdfast.server.archive.internal;

import org.jspecify.annotations.NullMarked;
