package dev.holdfast.server.platform.api;

import java.util.List;

/**
 * One part of a list.
 *
 * @param items the rows
 * @param total rows of the whole list under the same filter
 */
public record Page<T>(List<T> items, long total) {}
