package dev.holdfast.kernel.app;

/**
 * What a case says of an attached file; the content is elsewhere. In JSON an object of these keys.
 *
 * @param id lower-case hexadecimal SHA-256 of the content
 * @param name the file's name
 * @param type its media type, for example {@code image/jpeg}
 * @param size its length in bytes
 */
public record Attachment(String id, String name, String type, long size) {}
