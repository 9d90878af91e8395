/** Pictures of many devices at once, beside the same bytes put bare, and actions meanwhile. */
@NullMarked
package dev.holdfast.bench.attachments;

import org.jspecify.annotations.NullMarked;
