/**
 * Feature identity: users, roles, attributes, devices, enrolment, sessions and revocation. What
 * other features and the outside see.
 */
@NullMarked
package dev.holdfast.server.identity.api;

import org.jspecify.annotations.NullMarked;
