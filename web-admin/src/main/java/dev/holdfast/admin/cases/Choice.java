package dev.holdfast.admin.cases;

import java.io.Serializable;

/**
 * What a filter can be set to.
 *
 * @param value how it stands in the address
 * @param label what people call it
 */
public record Choice(String value, String label) implements Serializable {}
