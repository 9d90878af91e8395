/**
 * Inside of feature sync: the way down. Checkpoints, the plan of a stream, the stream itself, and
 * what devices report.
 */
@NullMarked
package dev.holdfast.server.sync.internal;

import org.jspecify.annotations.NullMarked;
