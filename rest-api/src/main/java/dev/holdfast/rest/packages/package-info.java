/** Application packages: for devices the logic, for administrators versions and activation. */
@NullMarked
package dev.holdfast.rest.packages;

import org.jspecify.annotations.NullMarked;
