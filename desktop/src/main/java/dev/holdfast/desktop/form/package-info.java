/** An action that is being filled in, and what of it changed elsewhere meanwhile. */
@NullMarked
package dev.holdfast.desktop.form;

import org.jspecify.annotations.NullMarked;
