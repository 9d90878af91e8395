/**
 * What {@code up} puts into an empty server so that there is something to see: a table of real
 * data, an application package, users, and some planned work. Every part is left alone once it is
 * there.
 */
@NullMarked
package dev.holdfast.cli.local.demo;

import org.jspecify.annotations.NullMarked;
