/**
 * Feature packages: application packages, their versions and activation. What other features and
 * the outside see.
 */
@NullMarked
package dev.holdfast.server.packages.api;

import org.jspecify.annotations.NullMarked;
