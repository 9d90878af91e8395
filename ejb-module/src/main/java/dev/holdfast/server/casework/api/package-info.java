/**
 * Feature casework: the case aggregate and the judgement of actions on it. What other features and
 * the outside see.
 */
@NullMarked
package dev.holdfast.server.casework.api;

import org.jspecify.annotations.NullMarked;
