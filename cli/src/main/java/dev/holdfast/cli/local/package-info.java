/**
 * A server on this machine: PostgreSQL and WildFly as children of one supervising process, all that
 * they keep in one directory. What is left of a run that was killed is repaired by the next one.
 */
@NullMarked
package dev.holdfast.cli.local;

import org.jspecify.annotations.NullMarked;
