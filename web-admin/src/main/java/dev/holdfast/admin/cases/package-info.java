/** Cases and their histories. */
@NullMarked
package dev.holdfast.admin.cases;

import org.jspecify.annotations.NullMarked;
