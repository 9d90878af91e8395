/** What capture costs those who write. */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bench.capture;
