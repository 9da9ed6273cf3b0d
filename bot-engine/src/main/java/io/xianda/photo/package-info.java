/**
 * Pictures that shoppers send. Start with {@link io.xianda.photo.Photos}: it takes an upload, keeps
 * a clean copy of it sealed, and shows it to whoever holds a link of {@link
 * io.xianda.photo.PhotoLinks}. What was uploaded itself is never stored.
 */
@NullMarked
package io.xianda.photo;

import org.jspecify.annotations.NullMarked;
