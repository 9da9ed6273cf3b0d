package io.xianda.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xianda.conversation.Author;
import io.xianda.conversation.Message;
import io.xianda.conversation.Part;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients see it; the same in REST and WebSocket.
 *
 * @param by which agent wrote it, as shoppers see her or him, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShownMessage(
    long seq,
    String author,
    OffsetDateTime at,
    @Nullable String clientMessageId,
    List<Part> parts,
    @Nullable String asks,
    @Nullable String by) {

  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

  /** As it stands in the record. */
  public static ShownMessage of(Message message) {
    return new ShownMessage(
        message.seq(),
        message.author().name().toLowerCase(Locale.ROOT),
        message.at().atZone(SHOP).toOffsetDateTime(),
        message.clientId() == null || message.author() != Author.SHOPPER
            ? null
            : message.clientId().value(),
        message.parts(),
        message.asks(),
        message.by() == null ? null : message.by().shownAs());
  }
}
