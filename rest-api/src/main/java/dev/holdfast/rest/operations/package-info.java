/** Whether this node answers; for load balancers and for whoever starts it. */
@NullMarked
package dev.holdfast.rest.operations;

import org.jspecify.annotations.NullMarked;
