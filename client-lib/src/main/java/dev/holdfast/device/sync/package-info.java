/**
 * Synchronization: session, actions up, stream down, switch, report. Every step may be cut anywhere
 * and repeated. Internal.
 */
@NullMarked
package dev.holdfast.device.sync;

import org.jspecify.annotations.NullMarked;
