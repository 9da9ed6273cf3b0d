package io.xianda.rating;

import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ratings of conversations, one of each at most. A rating belongs to the agent who closed the
 * conversation, or to the bot. Thread-safe, also for several services on one database.
 */
@Repository
public class Ratings {

  private final JdbcClient jdbc;
  private final Conversations conversations;
  private final Vault vault;
  private final RatingSettings settings;
  private final Clock clock;

  Ratings(
      JdbcClient jdbc,
      Conversations conversations,
      Vault vault,
      RatingSettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.conversations = conversations;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What came of giving one.
   *
   * @param rating as it stands
   * @param repeated whether there was one before, which stays
   */
  public record Given(Rating rating, boolean repeated) {}

  private record Closing(@Nullable Long handoff, @Nullable String agent) {}

  /** The rating of a conversation. */
  @Transactional(readOnly = true)
  public Optional<Rating> of(ConversationId id) {
    return jdbc.sql("select * from rating where conversation = :id")
        .param("id", id.value())
        .query((row, n) -> rating(id, row))
        .optional();
  }

  /** Whether the shopper may be asked now: it is over, something was said, and nobody rated it. */
  @Transactional(readOnly = true)
  public boolean isDue(ConversationId id) {
    return of(id).isEmpty() && isOpenForRating(id);
  }

  /**
   * Takes what a shopper says. Said again it is what was said first.
   *
   * @throws IllegalArgumentException for reasons that are none of {@link RatingSettings#reasons}
   * @throws NotDueException when there is nothing to rate
   */
  @Transactional
  public Given give(ConversationId id, Rating.Opinion opinion) {
    if (!settings.reasons().containsAll(opinion.reasons())) {
      throw new IllegalArgumentException("an unknown reason");
    }
    // Whoever closes or reopens it, or rates it in another tab, waits.
    conversations.locked(id);
    Optional<Rating> before = of(id);
    if (before.isPresent()) {
      return new Given(before.get(), true);
    }
    if (!isOpenForRating(id)) {
      throw new NotDueException();
    }
    Closing closing = closing(id);
    String comment = opinion.comment();
    OffsetDateTime now =
        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    jdbc.sql(
            """
            insert into rating (conversation, handoff, agent, stars, reasons, comment, at)
            values (:id, :handoff, :agent, :stars, :reasons, :comment, :now)
            """)
        .param("id", id.value())
        .param("handoff", closing.handoff(), Types.BIGINT)
        .param("agent", closing.agent(), Types.VARCHAR)
        .param("stars", opinion.stars())
        .param("reasons", opinion.reasons().toArray(String[]::new), Types.ARRAY)
        .param("comment", comment == null ? null : vault.seal(comment, place(id)), Types.BINARY)
        .param("now", now)
        .update();
    return new Given(new Rating(opinion, closing.agent(), now.toInstant()), false);
  }

  private boolean isOpenForRating(ConversationId id) {
    return conversations
            .closedAt(id)
            .filter(at -> at.isAfter(clock.instant().minus(settings.within())))
            .isPresent()
        && conversations.outcome(id).filter(came -> came != ConversationOutcome.SILENT).isPresent();
  }

  /** Who closed it: what came back to the bot, or was left before anybody came, is nobody's. */
  private Closing closing(ConversationId id) {
    return jdbc.sql(
            """
            select id, agent, ending from handoff where conversation = :id order by id desc limit 1
            """)
        .param("id", id.value())
        .query((row, n) ->
            "closed".equals(row.getString("ending"))
                ? new Closing(row.getLong("id"), row.getString("agent"))
                : new Closing(null, null))
        .optional()
        .orElseGet(() -> new Closing(null, null));
  }

  private Rating rating(ConversationId id, ResultSet row) throws SQLException {
    byte[] comment = row.getBytes("comment");
    return new Rating(
        new Rating.Opinion(
            row.getInt("stars"),
            List.of((String[]) row.getArray("reasons").getArray()),
            comment == null ? null : vault.open(comment, place(id))),
        row.getString("agent"),
        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant());
  }

  private static String place(ConversationId id) {
    return "rating/" + id;
  }
}
