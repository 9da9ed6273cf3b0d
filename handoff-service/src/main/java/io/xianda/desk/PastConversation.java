package io.xianda.desk;

import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list of a shopper's.
 *
 * @param id which one
 * @param channel where it took place
 * @param openedAt when it began
 * @param closedAt when it was over, or {@code null} while it is open
 * @param outcome what came of it, or {@code null} while it is open
 * @param category what it was about, or {@code null} where nobody said
 * @param agent who served it last, or {@code null} when only the bot did
 */
public record PastConversation(
    ConversationId id,
    Channel channel,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable ConversationOutcome outcome,
    @Nullable String category,
    @Nullable AgentId agent) {}
