/** The first page: what needs attention, and how syncs went lately. */
@NullMarked
package dev.holdfast.admin.overview;

import org.jspecify.annotations.NullMarked;
