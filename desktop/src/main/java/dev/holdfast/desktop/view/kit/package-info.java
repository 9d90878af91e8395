/** What all screens are made of: looks, spacing, layouts that wrap and stack. */
@NullMarked
package dev.holdfast.desktop.view.kit;

import org.jspecify.annotations.NullMarked;
