package dev.holdfast.desktop.form;

/**
 * A field that the user has filled in, and that somebody else has changed since.
 *
 * @param field its name
 * @param label what it is called
 * @param before what it was when the user began, as it is read
 * @param theirs what it is now, as it is read
 */
public record Clash(String field, String label, String before, String theirs) {}
