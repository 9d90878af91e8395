/**
 * SQL of applications: what it may do, reading, and observing. It sees the views and nothing else
 * of the store.
 */
@NullMarked
package dev.holdfast.device.query;

import org.jspecify.annotations.NullMarked;
