/**
 * What every resource of the API shares: how JSON is read and written, limits of requests, lists,
 * versions as entity tags, streamed answers, the frame of a request.
 */
@NullMarked
package dev.holdfast.rest.platform;

import org.jspecify.annotations.NullMarked;
