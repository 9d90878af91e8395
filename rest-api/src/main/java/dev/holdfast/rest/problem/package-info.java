/**
 * The one way an error leaves the API: {@code application/problem+json} with a stable code, looked
 * up by {@link dev.holdfast.server.platform.api.ErrorCode}. What nobody expected becomes 500 with
 * an incident id that is in the server's log, and nothing else of it gets out.
 */
@NullMarked
package dev.holdfast.rest.problem;

import org.jspecify.annotations.NullMarked;
