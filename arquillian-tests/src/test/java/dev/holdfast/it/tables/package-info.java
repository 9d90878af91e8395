/** Offline tables as administrators see them. */
@NullMarked
package dev.holdfast.it.tables;

import org.jspecify.annotations.NullMarked;
