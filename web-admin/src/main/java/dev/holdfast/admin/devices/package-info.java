/** The devices in the field: list, detail, and what an administrator can order for one. */
@NullMarked
package dev.holdfast.admin.devices;

import org.jspecify.annotations.NullMarked;
