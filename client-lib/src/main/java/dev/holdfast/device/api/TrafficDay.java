package dev.holdfast.device.api;

import java.time.LocalDate;

/**
 * What went over a kind of connection on a day.
 *
 * @param day the day, by the device's clock and in its zone
 * @param connection the kind
 * @param bytes what went over it
 */
public record TrafficDay(LocalDate day, ConnectionKind connection, Bytes bytes) {}
