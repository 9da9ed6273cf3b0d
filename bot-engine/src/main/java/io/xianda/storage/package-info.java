/**
 * Where Xianda keeps what must not be lost: the data directory with its lock and keys, and the
 * PostgreSQL that runs as a child process when no other is named. Start with {@link
 * io.xianda.storage.DataDirectory}.
 */
@NullMarked
package io.xianda.storage;

import org.jspecify.annotations.NullMarked;
