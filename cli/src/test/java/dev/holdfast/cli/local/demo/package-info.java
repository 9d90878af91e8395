/** Tests of the demo's applications without a server. */
@NullMarked
package dev.holdfast.cli.local.demo;

import org.jspecify.annotations.NullMarked;
