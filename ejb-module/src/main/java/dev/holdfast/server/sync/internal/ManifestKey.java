package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.server.tables.api.CapturedUnit;

/**
 * What segments are made of.
 *
 * @param unit the unit as it is captured; with its definition, so that no other's rows are taken
 * @param bucket the bucket
 */
record ManifestKey(CapturedUnit unit, BucketName bucket) {}
