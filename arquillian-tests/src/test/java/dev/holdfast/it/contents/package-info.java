/** Contents of attachments on the real server: docs/specs/contents.md. */
@NullMarked
package dev.holdfast.it.contents;

import org.jspecify.annotations.NullMarked;
