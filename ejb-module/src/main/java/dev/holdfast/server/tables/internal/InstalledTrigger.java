package dev.holdfast.server.tables.internal;

/**
 * A trigger of capture, which is enabled to fire under {@code session_replication_role = replica}
 * too.
 *
 * @param name its name
 * @param table on which relation, quoted and qualified
 */
record InstalledTrigger(String name, String table) {}
