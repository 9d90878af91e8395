/** What the server forgets, when, and what it never does. */
@NullMarked
package dev.holdfast.admin.purge;

import org.jspecify.annotations.NullMarked;
