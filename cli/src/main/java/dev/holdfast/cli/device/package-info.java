/**
 * {@code holdfast device}: a device on the command line, one command per class. All of it but
 * sign-in, sync, watch and sign-out works without a server.
 */
@NullMarked
package dev.holdfast.cli.device;

import org.jspecify.annotations.NullMarked;
