package dev.holdfast.it.peer.client;

import java.util.Map;

/**
 * A bucket that the device holds.
 *
 * @param definition of what it is; another one is another bucket
 * @param rows its rows by their keys, each as it came
 */
record Bucket(String definition, Map<String, String> rows) {}
