/**
 * Who looks on. A {@link io.xianda.live.LiveSocket} is one client's view of one conversation, and
 * shows every message once and in order; {@link io.xianda.live.LiveSockets} takes what was stored
 * to all of them on this machine. What it loses is not lost: clients ask for what follows the last
 * place they have seen.
 */
@NullMarked
package io.xianda.live;

import org.jspecify.annotations.NullMarked;
