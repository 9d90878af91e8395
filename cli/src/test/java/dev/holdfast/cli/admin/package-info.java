/** Tests of the administration commands against a stub of the API. */
@NullMarked
package dev.holdfast.cli.admin;

import org.jspecify.annotations.NullMarked;
