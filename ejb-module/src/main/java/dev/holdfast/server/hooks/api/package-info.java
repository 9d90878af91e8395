/**
 * Feature hooks: other systems learn of what happens to cases. What other features and the outside
 * see.
 */
@NullMarked
package dev.holdfast.server.hooks.api;

import org.jspecify.annotations.NullMarked;
