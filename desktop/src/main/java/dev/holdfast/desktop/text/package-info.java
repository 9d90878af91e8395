/** What people read: texts in their language, values, times, and what went wrong in plain words. */
@NullMarked
package dev.holdfast.desktop.text;

import org.jspecify.annotations.NullMarked;
