/**
 * Reads an application package from its YAML document and checks it as a whole: whatever is wrong
 * is reported at once, each with its line and the remedy.
 */
@NullMarked
package dev.holdfast.kernel.reader;

import org.jspecify.annotations.NullMarked;
