@NullMarked
package dev.holdfast.device.keys.file;

import org.jspecify.annotations.NullMarked;
