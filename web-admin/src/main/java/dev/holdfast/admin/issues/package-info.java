/** The issue workbasket: finding, reading, exporting and deciding issues. */
@NullMarked
package dev.holdfast.admin.issues;

import org.jspecify.annotations.NullMarked;
