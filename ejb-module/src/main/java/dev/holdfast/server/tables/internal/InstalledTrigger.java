package dev.holdfast.server.tables.internal;

/**
 * A trigger of capture.
 *
 * @param name its name
 * @param table on which relation, quoted and qualified
 * @param always whether it is to fire under {@code session_replication_role = replica} too
 */
record InstalledTrigger(String name, String table, boolean always) {}
