/** Tests of feature hooks. */
@NullMarked
package dev.holdfast.server.hooks.internal;

import org.jspecify.annotations.NullMarked;
