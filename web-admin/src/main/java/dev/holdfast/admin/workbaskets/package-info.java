/** The named workbaskets and who are their members. */
@NullMarked
package dev.holdfast.admin.workbaskets;

import org.jspecify.annotations.NullMarked;
