/** How other systems take part: CDI observers in the server, and webhooks. */
@NullMarked
package dev.holdfast.it.hooks;

import org.jspecify.annotations.NullMarked;
