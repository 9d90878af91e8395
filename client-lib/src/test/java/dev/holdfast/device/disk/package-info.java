/**
 * A store on a disk that is watched, and that fails: what a killed process, a power cut and a disk
 * that is full leave, at every operation. A small library in C stands between a process and its
 * files; the process records what it does to them, and tries what can be made of the record.
 */
@NullMarked
package dev.holdfast.device.disk;

import org.jspecify.annotations.NullMarked;
