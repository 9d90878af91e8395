package dev.holdfast.device.disk;

import java.util.List;

/**
 * What came of trying a story.
 *
 * @param points how many there are
 * @param tried how many were tried
 * @param problems what was wrong, a text each; empty if the laws hold
 * @param millis how long it took
 */
record Report(int points, int tried, List<String> problems, long millis) {}
