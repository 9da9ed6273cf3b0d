/**
 * What shoppers thought of it. {@link io.xianda.rating.Ratings} takes one rating for each
 * conversation that is over, {@link io.xianda.rating.Thumbs} what they thought of single answers of
 * the bot; {@code io.xianda.figures} counts both.
 */
@NullMarked
package io.xianda.rating;

import org.jspecify.annotations.NullMarked;
