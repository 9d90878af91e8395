@NullMarked
package dev.holdfast.server.sync.internal.segments;

import org.jspecify.annotations.NullMarked;
