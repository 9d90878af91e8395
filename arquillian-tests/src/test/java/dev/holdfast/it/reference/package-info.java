/** What is generated from the running server and kept in the repository is still true. */
@NullMarked
package dev.holdfast.it.reference;

import org.jspecify.annotations.NullMarked;
