package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.tables.api.CapturedUnit;

/**
 * A bucket of a device's scope, and when it last changed. Shared by all devices of the scope.
 *
 * @param unit its unit
 * @param name the bucket
 * @param text the name as devices write it
 * @param mark its changes
 */
record Watched(CapturedUnit unit, BucketName name, String text, Mark mark) {}
