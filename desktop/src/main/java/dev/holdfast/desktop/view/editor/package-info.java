/** What fields are filled in with: one for each type of value. */
@NullMarked
package dev.holdfast.desktop.view.editor;

import org.jspecify.annotations.NullMarked;
