/** Tests of what all features share. */
@NullMarked
package dev.holdfast.server.platform.api;

import org.jspecify.annotations.NullMarked;
