/** The log of syncs, with charts. */
@NullMarked
package dev.holdfast.admin.syncs;

import org.jspecify.annotations.NullMarked;
