/** Inside of feature packages: the store of versions, their compiled form, and activation. */
@NullMarked
package dev.holdfast.server.packages.internal;

import org.jspecify.annotations.NullMarked;
