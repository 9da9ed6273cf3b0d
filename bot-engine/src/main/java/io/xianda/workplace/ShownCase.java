package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import io.xianda.desk.AgentId;
import io.xianda.desk.Case;
import io.xianda.handoff.Briefing;
import io.xianda.handoff.SkillGroup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list of the desk.
 *
 * @param state of the case: waiting, offered, served, transfer
 * @param urgent food safety
 * @param waitingSince since when it waits, this time
 * @param runsOutAt when it is too late for the shopper: the time to claim is over, or the goods
 *     spoil
 * @param offeredTo who is asked to take it now
 * @param unread how many messages of the shopper no agent has read
 * @param last the last message, shortened to one line; a photo is 【图片】
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownCase(
    String conversation,
    String shopper,
    boolean guest,
    String channel,
    String state,
    boolean urgent,
    String group,
    String reason,
    @Nullable String intent,
    @Nullable String mood,
    Instant queuedAt,
    Instant waitingSince,
    @Nullable Instant runsOutAt,
    @Nullable String agent,
    @Nullable String offeredTo,
    @Nullable Instant offerUntil,
    @Nullable String transferGroup,
    @Nullable String transferAgent,
    List<String> guests,
    long lastSeq,
    long unread,
    @Nullable String last,
    @Nullable Instant lastAt) {

  private static final int LINE = 40;

  static ShownCase of(
      Case open,
      List<AgentId> guests,
      Conversation conversation,
      long unread,
      Optional<Message> last,
      Optional<Briefing> briefing) {
    return new ShownCase(
        conversation.id().toString(),
        conversation.shopper().value(),
        conversation.shopper().isGuest(),
        word(conversation.channel()),
        word(open.state()),
        open.urgent(),
        open.askedGroup().id(),
        open.reason(),
        briefing.map(Briefing::intent).filter(intent -> !intent.isEmpty()).orElse(null),
        briefing.map(Briefing::mood).orElse(null),
        open.queuedAt(),
        open.waitingSince(),
        open.runsOutAt(),
        value(open.agent()),
        value(open.offeredTo()),
        open.offerUntil(),
        open.transferGroup() == null ? null : group(open.transferGroup()),
        value(open.transferAgent()),
        guests.stream().map(AgentId::value).toList(),
        conversation.lastSeq(),
        unread,
        last.map(ShownCase::line).orElse(null),
        last.map(Message::at).orElse(null));
  }

  private static String group(@Nullable SkillGroup group) {
    return group == null ? "" : group.id();
  }

  private static @Nullable String value(@Nullable AgentId agent) {
    return agent == null ? null : agent.value();
  }

  private static String line(Message message) {
    String text = message.text().replace('\n', ' ');
    if (text.isEmpty()) {
      return message.parts().getFirst() instanceof Part.Image ? "【图片】" : "【卡片】";
    }
    int end = text.offsetByCodePoints(0, Math.min(LINE, text.codePointCount(0, text.length())));
    return text.substring(0, end);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
