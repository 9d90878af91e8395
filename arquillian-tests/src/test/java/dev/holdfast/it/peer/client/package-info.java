/**
 * A device by somebody else: written from {@code docs/specs/protocol.md}, the pages that it points
 * to and {@code docs/reference/openapi.yaml} alone, with what the JDK has and a JSON library. It is
 * an example for who writes a client, and it holds the documents to what the server does: nothing
 * here knows the sources of the server or of the device library, and a test sees to that.
 *
 * <p>A line of it: {@link Peer} is the device. {@link Calls} speak HTTP, {@link Sync} brings {@link
 * Incoming} buckets into the {@link Store}, {@link Outbox} sends actions, {@link Doorbell} wakes,
 * {@link Leaving} ends.
 *
 * <p>What it leaves out, and a real device has: a store on disk (each step that is said to be one
 * transaction has to be one there), the engine that shows cases as the server is going to judge the
 * queue, policies, stalls, batches cut to size, the actions that a restored server may have lost.
 * The server is as right without: what a device does not say it is not held to.
 */
@NullMarked
package dev.holdfast.it.peer.client;

import org.jspecify.annotations.NullMarked;
