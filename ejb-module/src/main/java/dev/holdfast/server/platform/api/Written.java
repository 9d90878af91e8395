package dev.holdfast.server.platform.api;

/**
 * CDI event, fired inside a transaction that changes what nodes keep in memory of users and
 * devices: from its commit on, this node doesn't answer from what it knew before.
 */
public record Written() {}
