package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.tables.api.CapturedUnit;

/**
 * A bucket of a device's scope, and when it last changed.
 *
 * @param unit its unit
 * @param name the bucket
 * @param mark its changes
 */
record Watched(CapturedUnit unit, BucketName name, Mark mark) {}
