/**
 * The console in a real browser on the real server: every page walked, by mouse and by keyboard. A
 * test also fails if the browser complains of anything: script errors, refused contents, failed
 * requests.
 */
@NullMarked
package dev.holdfast.it.console;

import org.jspecify.annotations.NullMarked;
