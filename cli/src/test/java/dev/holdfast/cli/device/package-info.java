@NullMarked
package dev.holdfast.cli.device;

import org.jspecify.annotations.NullMarked;
