/** What administrators changed, as the API tells it. */
@NullMarked
package dev.holdfast.it.history;

import org.jspecify.annotations.NullMarked;
