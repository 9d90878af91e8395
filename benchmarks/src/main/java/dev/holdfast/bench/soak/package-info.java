/**
 * Twenty devices for an hour, against a real server, while networks, processes and servers fail and
 * administrators change what they can; the laws are checked whenever it is quiet.
 */
@NullMarked
package dev.holdfast.bench.soak;

import org.jspecify.annotations.NullMarked;
