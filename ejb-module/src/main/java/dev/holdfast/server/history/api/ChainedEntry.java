package dev.holdfast.server.history.api;

/**
 * An entry with its place in the chain.
 *
 * @param entry what it says
 * @param previous hash of the entry before it
 * @param hash its own hash, over both
 */
public record ChainedEntry(HistoryEntry entry, String previous, String hash) {}
