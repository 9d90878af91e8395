/**
 * Rules in CEL: the environment in which a package's expressions are compiled, type-checked and
 * evaluated.
 */
@NullMarked
package dev.holdfast.kernel.rule;

import org.jspecify.annotations.NullMarked;
