/** Tests of application packages on the server. */
@NullMarked
package dev.holdfast.server.packages.internal;

import org.jspecify.annotations.NullMarked;
