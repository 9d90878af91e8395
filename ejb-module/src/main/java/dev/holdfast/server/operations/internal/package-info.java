/**
 * What keeps the whole in order and tells how it goes: counts over all features, health, and the
 * folding of buckets' sums.
 */
@NullMarked
package dev.holdfast.server.operations.internal;

import org.jspecify.annotations.NullMarked;
