/**
 * Administration from the command line: {@code holdfast admin ...}, each command one or two
 * requests to the API. Documents are printed as the server sends them.
 */
@NullMarked
package dev.holdfast.cli.admin;

import org.jspecify.annotations.NullMarked;
