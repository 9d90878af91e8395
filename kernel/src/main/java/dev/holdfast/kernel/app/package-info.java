/**
 * The application package: its model, read from YAML, and every check that can be made before
 * activation.
 */
@NullMarked
package dev.holdfast.kernel.app;

import org.jspecify.annotations.NullMarked;
