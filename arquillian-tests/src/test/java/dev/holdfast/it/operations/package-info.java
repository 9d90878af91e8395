/** What the server does by itself. */
@NullMarked
package dev.holdfast.it.operations;

import org.jspecify.annotations.NullMarked;
