/**
 * Feature workbasket: issues: parked actions with all that is needed to decide on them. What other
 * features and the outside see.
 */
@NullMarked
package dev.holdfast.server.workbasket.api;

import org.jspecify.annotations.NullMarked;
