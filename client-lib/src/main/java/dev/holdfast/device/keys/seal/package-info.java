/** Encrypts keys and parts of files by AES-256-GCM. Internal. */
@NullMarked
package dev.holdfast.device.keys.seal;

import org.jspecify.annotations.NullMarked;
