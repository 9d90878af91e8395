/** Who may call: sign-in, tokens, revocation, users. */
@NullMarked
package dev.holdfast.it.identity;

import org.jspecify.annotations.NullMarked;
