/** The cases: worklists, search, and a case that is open. */
@NullMarked
package dev.holdfast.desktop.work;

import org.jspecify.annotations.NullMarked;
