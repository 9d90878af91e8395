/** What becomes of cases and their histories, on the real server. */
@NullMarked
package dev.holdfast.it.archive;

import org.jspecify.annotations.NullMarked;
