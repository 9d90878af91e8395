/**
 * What {@code up} puts into an empty server so that there is something to see: two applications,
 * each with tables, a package, users, and some planned work. Every part is left alone once it is
 * there.
 */
@NullMarked
package dev.holdfast.cli.local.demo;

import org.jspecify.annotations.NullMarked;
