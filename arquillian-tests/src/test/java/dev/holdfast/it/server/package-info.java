/**
 * What the tests of the whole stand on: PostgreSQL and WildFly as an operator sets them up, once
 * for all tests; and the few verbs with which a test prepares its own world and looks at the
 * result.
 */
@NullMarked
package dev.holdfast.it.server;

import org.jspecify.annotations.NullMarked;
