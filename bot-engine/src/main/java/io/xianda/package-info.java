/** The runnable service; {@link io.xianda.Serve} starts it from the command line. */
@NullMarked
package io.xianda;

import org.jspecify.annotations.NullMarked;
