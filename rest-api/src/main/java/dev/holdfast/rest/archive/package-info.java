/** What becomes of cases and their histories: exports and legal holds. */
@NullMarked
package dev.holdfast.rest.archive;

import org.jspecify.annotations.NullMarked;
