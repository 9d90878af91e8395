/**
 * Feature contents: the bytes of attached files. What other features and the outside see.
 * docs/specs/contents.md says what holds.
 */
@NullMarked
package dev.holdfast.server.contents.api;

import org.jspecify.annotations.NullMarked;
