/**
 * What agents say often (快捷回复). Start with {@link io.xianda.quickreply.QuickReplies}: it keeps them
 * for an agent, a group or the whole shop and finds them by words and by the initials of their
 * Pinyin. A {@link io.xianda.quickreply.Template} has gaps that are filled from a conversation. Who
 * may change which is decided by whoever calls.
 */
@NullMarked
package io.xianda.quickreply;

import org.jspecify.annotations.NullMarked;
