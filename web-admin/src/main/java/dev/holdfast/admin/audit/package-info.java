/** The audit trail: what administrators changed. */
@NullMarked
package dev.holdfast.admin.audit;

import org.jspecify.annotations.NullMarked;
