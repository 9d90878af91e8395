/**
 * Inside of feature casework: the case as an entity, its locks, the judgement of actions in a
 * user's scope, and decisions of people; all by the kernel's engine.
 */
@NullMarked
package dev.holdfast.server.casework.internal;

import org.jspecify.annotations.NullMarked;
