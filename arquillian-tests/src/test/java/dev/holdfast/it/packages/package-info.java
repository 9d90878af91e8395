/** Deployment, activation and delivery of application packages. */
@NullMarked
package dev.holdfast.it.packages;

import org.jspecify.annotations.NullMarked;
