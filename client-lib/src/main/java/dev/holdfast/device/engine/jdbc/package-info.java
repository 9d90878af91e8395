/** SQLite with SQLCipher by JDBC: the only package that names the driver. Internal. */
@NullMarked
package dev.holdfast.device.engine.jdbc;

import org.jspecify.annotations.NullMarked;
