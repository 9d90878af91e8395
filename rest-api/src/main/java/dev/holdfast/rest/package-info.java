/**
 * JAX-RS resources for devices and for administration under {@code /api/v1}: thin, one package per
 * feature.
 */
@NullMarked
package dev.holdfast.rest;

import org.jspecify.annotations.NullMarked;
