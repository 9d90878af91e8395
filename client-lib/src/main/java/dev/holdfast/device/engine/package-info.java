/**
 * What a store asks of SQLite with SQLCipher: {@link dev.holdfast.device.engine.StoreEngine}. The
 * one for the Java virtual machine comes with the library; another platform brings its own.
 */
@NullMarked
package dev.holdfast.device.engine;

import org.jspecify.annotations.NullMarked;
