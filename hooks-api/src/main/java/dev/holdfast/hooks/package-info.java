/**
 * What happens to actions on the server, as CDI events. A jar in {@code lib/} of {@code
 * holdfast.ear} observes {@link dev.holdfast.hooks.ActionJudging} before an action takes effect,
 * and {@link dev.holdfast.hooks.ActionApplied} and {@link dev.holdfast.hooks.ActionParked} after it
 * was judged; it may have a {@link dev.holdfast.hooks.ContentScanner}, which looks at attachments.
 * {@code docs/integrate.md} has examples.
 */
@NullMarked
package dev.holdfast.hooks;

import org.jspecify.annotations.NullMarked;
