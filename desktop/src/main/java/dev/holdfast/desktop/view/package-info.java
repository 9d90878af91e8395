/** What is seen. Draws what the other packages say, and tells them what was clicked and typed. */
@NullMarked
package dev.holdfast.desktop.view;

import org.jspecify.annotations.NullMarked;
