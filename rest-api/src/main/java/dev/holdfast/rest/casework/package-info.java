/** Cases, for administrators. */
@NullMarked
package dev.holdfast.rest.casework;

import org.jspecify.annotations.NullMarked;
