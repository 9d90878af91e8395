/**
 * The reference device application: a window in which people work. {@link
 * dev.holdfast.desktop.Desktop} is its door. It uses the device library as any application does: by
 * its public API.
 */
@NullMarked
package dev.holdfast.desktop;

import org.jspecify.annotations.NullMarked;
