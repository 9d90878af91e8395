package dev.holdfast.kernel.app;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A place on earth, WGS 84. In JSON an object of these keys, the numbers as decimal text.
 *
 * @param latitude in degrees, from -90 to 90
 * @param longitude in degrees, from -180 to 180
 * @param accuracy radius in metres within which it is right, null if unknown
 */
public record Location(BigDecimal latitude, BigDecimal longitude, @Nullable BigDecimal accuracy) {}
