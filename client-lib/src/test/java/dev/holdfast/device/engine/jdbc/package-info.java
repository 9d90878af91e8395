@NullMarked
package dev.holdfast.device.engine.jdbc;

import org.jspecify.annotations.NullMarked;
