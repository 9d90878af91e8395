/** Resync orders: pushing full synchronizations and watching them complete. */
@NullMarked
package dev.holdfast.admin.resync;

import org.jspecify.annotations.NullMarked;
