package dev.holdfast.kernel.reader;

/**
 * A value of the document with what a finding about it needs.
 *
 * @param value the text
 * @param place where the text begins
 * @param path where in the structure, for example {@code cases.inspection.scope}
 */
record Text(String value, Place place, String path) {}
