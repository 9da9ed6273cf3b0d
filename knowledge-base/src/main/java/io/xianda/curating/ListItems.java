package io.xianda.curating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Finds items. Thread-safe. */
@Repository
public class ListItems {

  private static final int SECONDS = 10;
  private static final int MOST = 200;

  private static final String FROM_WHERE =
      """
      from kb_item i join kb_version v on v.item = i.id and v.number = i.working_version
      where i.state = any(:states)
        and (cast(:intent as text) is null or v.content ->> 'intent' = :intent)
        and (cast(:tag as text) is null or v.content -> 'tags' @> to_jsonb(cast(:tag as text)))
        and (cast(:channel as text) is null or v.content -> 'channels' = '[]'
             or v.content -> 'channels' @> to_jsonb(cast(:channel as text)))
        and (cast(:city as text) is null or v.content -> 'cities' = '[]'
             or v.content -> 'cities' @> to_jsonb(cast(:city as text)))
        and (cast(:owner as text) is null or v.content ->> 'owner' = :owner)
        and (cast(:expired as boolean) is null
             or coalesce(cast(v.content ->> 'until' as timestamptz) <= :now, false) = :expired)
        and (cast(:text as text) is null
             or position(:text in lower(concat_ws(chr(10), i.id, v.content ->> 'question', v.content ->> 'answer'))) > 0
             or exists (select from jsonb_array_elements_text(v.content -> 'similar') as s (one)
                        where position(:text in lower(s.one)) > 0))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  ListItems(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The items behind a place.
   *
   * @param after also tells the order
   * @param limit 1 to 200
   */
  @Transactional(readOnly = true, timeout = SECONDS)
  public ItemPage page(ItemQuery query, ItemCursor after, int limit) {
    int most = Math.clamp(limit, 1, MOST);
    // One more than is wanted tells whether the list goes on.
    List<ListedItem> found =
        switch (after) {
          case ItemCursor.ById place ->
              select(query, "and i.id > :id order by i.id", most + 1)
                  .param("id", place.after())
                  .query(this::listed)
                  .list();
          case ItemCursor.ByChange place ->
              select(
                      query,
                      "and (i.changed_at, i.id) < (:at, :id) order by i.changed_at desc, i.id desc",
                      most + 1)
                  .param("at", place.before().atOffset(ZoneOffset.UTC))
                  .param("id", place.id())
                  .query(this::listed)
                  .list();
        };
    if (found.size() <= most) {
      return new ItemPage(found, Optional.empty());
    }
    Item last = found.get(most - 1).item();
    ItemCursor next =
        switch (after) {
          case ItemCursor.ById _ -> new ItemCursor.ById(last.id().value());
          case ItemCursor.ByChange _ ->
              new ItemCursor.ByChange(last.changedAt(), last.id().value());
        };
    return new ItemPage(found.subList(0, most), Optional.of(next));
  }

  /** How many items there are in each state, whatever states are asked for; all states are told. */
  @Transactional(readOnly = true, timeout = SECONDS)
  public Map<LifeState, Long> counts(ItemQuery query) {
    Map<LifeState, Long> counts = new EnumMap<>(LifeState.class);
    for (LifeState state : LifeState.values()) {
      counts.put(state, 0L);
    }
    filtered(
            jdbc.sql("select i.state, count(*) as items " + FROM_WHERE + " group by i.state"),
            query,
            Set.of(LifeState.values()))
        .query((row, n) ->
            Map.entry(Words.read(LifeState.class, row.getString("state")), row.getLong("items")))
        .list()
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  private StatementSpec select(ItemQuery query, String behind, int limit) {
    String sql =
        """
        select i.*, v.content ->> 'question' as question, v.content ->> 'intent' as intent, v.content ->> 'tags' as tags,
               v.content ->> 'owner' as owner, v.content ->> 'from' as valid_from, v.content ->> 'until' as valid_until,
               jsonb_array_length(v.content -> 'similar') as similar_questions
        """
            + FROM_WHERE
            + behind
            + " limit :limit";
    return filtered(jdbc.sql(sql), query, states(query)).param("limit", limit);
  }

  private StatementSpec filtered(StatementSpec sql, ItemQuery query, Set<LifeState> states) {
    String text = query.text();
    return sql.param("states", states.stream().map(Words::of).toArray(String[]::new))
        .param("intent", query.intent(), Types.VARCHAR)
        .param("tag", query.tag(), Types.VARCHAR)
        .param("channel", query.channel(), Types.VARCHAR)
        .param("city", query.city(), Types.VARCHAR)
        .param("owner", query.owner(), Types.VARCHAR)
        .param("expired", query.expired(), Types.BOOLEAN)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("text", text == null ? null : text.toLowerCase(Locale.ROOT), Types.VARCHAR);
  }

  private static Set<LifeState> states(ItemQuery query) {
    return query.states().isEmpty()
        ? EnumSet.complementOf(EnumSet.of(LifeState.DISCARDED))
        : query.states();
  }

  private ListedItem listed(ResultSet row, int number) throws SQLException {
    return new ListedItem(
        ItemRows.item(row, number),
        row.getString("question"),
        row.getString("intent"),
        List.of(json.readValue(row.getString("tags"), String[].class)),
        row.getString("owner"),
        instant(row.getString("valid_from")),
        instant(row.getString("valid_until")),
        row.getInt("similar_questions"));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
