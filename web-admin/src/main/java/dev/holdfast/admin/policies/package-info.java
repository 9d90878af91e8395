/** Policies: when devices receive and send by themselves. */
@NullMarked
package dev.holdfast.admin.policies;

import org.jspecify.annotations.NullMarked;
