/** Users: their roles, attributes and whether they may sign in. */
@NullMarked
package dev.holdfast.admin.users;

import org.jspecify.annotations.NullMarked;
