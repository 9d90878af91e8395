/** Tests of the local server's parts that need no server. */
@NullMarked
package dev.holdfast.cli.local;

import org.jspecify.annotations.NullMarked;
