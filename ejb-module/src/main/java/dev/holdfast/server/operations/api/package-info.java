/** Feature operations: retention, health and metrics. What other features and the outside see. */
@NullMarked
package dev.holdfast.server.operations.api;

import org.jspecify.annotations.NullMarked;
