@NullMarked
package dev.holdfast.device.engine;

import org.jspecify.annotations.NullMarked;
