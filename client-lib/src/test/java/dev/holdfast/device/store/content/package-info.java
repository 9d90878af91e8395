/** Tests of the files of contents. */
@NullMarked
package dev.holdfast.device.store.content;

import org.jspecify.annotations.NullMarked;
