/** Real rows in scopes of very different sizes: the places of the world, by country. */
@NullMarked
package dev.holdfast.bench.places;

import org.jspecify.annotations.NullMarked;
