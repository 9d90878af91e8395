/** Signing in and out of the console, and who is signed in, checked anew with every request. */
@NullMarked
package dev.holdfast.admin.signin;

import org.jspecify.annotations.NullMarked;
