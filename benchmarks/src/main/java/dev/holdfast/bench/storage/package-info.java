/** What the server keeps. */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bench.storage;
