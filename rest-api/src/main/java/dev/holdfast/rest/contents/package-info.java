/**
 * Feature contents: uploads by tus 1.0.0, and downloads in ranges. docs/specs/contents.md says what
 * holds.
 */
@NullMarked
package dev.holdfast.rest.contents;

import org.jspecify.annotations.NullMarked;
