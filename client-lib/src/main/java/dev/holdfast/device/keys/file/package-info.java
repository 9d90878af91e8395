/** Files that only their secret opens, read and written with bounded memory. Internal. */
@NullMarked
package dev.holdfast.device.keys.file;

import org.jspecify.annotations.NullMarked;
