package io.xianda.rating;

import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whether what the bot said was of use, message by message. Thread-safe. */
@Repository
public class Thumbs {

  private final JdbcClient jdbc;
  private final Conversations conversations;
  private final Clock clock;

  Thumbs(JdbcClient jdbc, Conversations conversations, Clock clock) {
    this.jdbc = jdbc;
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param message of the bot
   * @param changed whether it was not said before, or otherwise
   */
  public record Given(Message message, boolean changed) {}

  /**
   * Says it, or says it otherwise than before.
   *
   * @return nothing when there is no message of the bot at this place
   */
  @Transactional
  public Optional<Given> give(ConversationId id, long seq, boolean up) {
    return conversations.after(id, seq - 1, 1).stream()
        .filter(message -> message.seq() == seq && message.author() == Author.BOT)
        .findFirst()
        .map(message -> new Given(message, store(id, seq, up)));
  }

  private boolean store(ConversationId id, long seq, boolean up) {
    return jdbc.sql(
                """
                insert into thumb (conversation, seq, up, at) values (:id, :seq, :up, :now)
                on conflict (conversation, seq) do update set up = :up, at = :now
                where thumb.up <> :up
                """)
            .param("id", id.value())
            .param("seq", seq)
            .param("up", up)
            .param(
                "now",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.MICROS))
            .update()
        > 0;
  }
}
