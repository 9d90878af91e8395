/**
 * What screens need of the device's data beyond what the library gives: names of rows, titles of
 * cases.
 */
@NullMarked
package dev.holdfast.desktop.data;

import org.jspecify.annotations.NullMarked;
