/** How the device stands with its server. */
@NullMarked
package dev.holdfast.desktop.sync;

import org.jspecify.annotations.NullMarked;
