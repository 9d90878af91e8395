/**
 * Attachments in the console: as pages show them, how people get their contents, and what these
 * take.
 */
@NullMarked
package dev.holdfast.admin.attachments;

import org.jspecify.annotations.NullMarked;
