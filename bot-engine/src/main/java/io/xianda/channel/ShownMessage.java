package io.xianda.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.conversation.Author;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message as clients see it; the same in REST and WebSocket. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownMessage(
    long seq,
    String author,
    OffsetDateTime at,
    @Nullable String clientMessageId,
    List<Part> parts,
    @Nullable String asks) {

  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

  static ShownMessage of(Message message) {
    return new ShownMessage(
        message.seq(),
        message.author().name().toLowerCase(Locale.ROOT),
        message.at().atZone(SHOP).toOffsetDateTime(),
        message.clientId() == null || message.author() != Author.SHOPPER
            ? null
            : message.clientId().value(),
        message.parts(),
        message.asks());
  }
}
