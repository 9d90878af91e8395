/** The API as the command uses it: one session, JSON in and out, problems as exit codes. */
@NullMarked
package dev.holdfast.cli.rest;

import org.jspecify.annotations.NullMarked;
