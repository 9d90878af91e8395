/**
 * Inside of feature identity: users and devices in PostgreSQL, passwords, tokens. Other identity
 * providers (OIDC) come in at one seam: a second implementation of {@code Sessions.authenticate}
 * that verifies the provider's token and yields the {@code Caller} from {@code Presence}; roles,
 * attributes, devices and revocation stay here.
 */
@NullMarked
package dev.holdfast.server.identity.internal;

import org.jspecify.annotations.NullMarked;
