/** Who calls: sign-in, bearer tokens, users. */
@NullMarked
package dev.holdfast.rest.identity;

import org.jspecify.annotations.NullMarked;
