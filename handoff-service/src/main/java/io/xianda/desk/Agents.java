package io.xianda.desk;

import io.xianda.handoff.SkillGroup;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who serves, whether they are there, and how much they have in hand. Thread-safe, also for several
 * services on one database: the limit is part of the update that counts one more.
 */
@Repository
public class Agents {

  private static final String WITH_GROUPS =
      """
      select a.*, array_agg(g.skill_group) as groups, array_agg(g.level) as levels
      from agent a left join agent_group g on g.agent = a.name
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Agents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Adds an agent, or changes what is known of one; who is new is offline.
   *
   * @param capacity 1 to 50; below what the agent has in hand nothing is taken away
   * @param groups with levels 1 to 3
   */
  @Transactional
  public void employ(AgentId id, String shownAs, int capacity, Map<SkillGroup, Integer> groups) {
    jdbc.sql(
            """
            insert into agent (name, shown_as, capacity, seen_at, idle_since)
            values (:name, :shown, :capacity, :now, :now)
            on conflict (name) do update set shown_as = :shown, capacity = :capacity
            """)
        .param("name", id.value())
        .param("shown", shownAs)
        .param("capacity", capacity)
        .param("now", now())
        .update();
    jdbc.sql("delete from agent_group where agent = :name").param("name", id.value()).update();
    groups.forEach((group, level) ->
        jdbc.sql(
                "insert into agent_group (agent, skill_group, level) values (:name, :group, :level)")
            .param("name", id.value())
            .param("group", group.id())
            .param("level", level)
            .update());
  }

  /** The agent, or nothing when there is none of this name. */
  @Transactional(readOnly = true)
  public Optional<Agent> find(AgentId id) {
    return jdbc.sql(WITH_GROUPS + "where a.name = :name group by a.name")
        .param("name", id.value())
        .query((row, n) -> agent(row))
        .optional();
  }

  /** Everybody, by name. */
  @Transactional(readOnly = true)
  public List<Agent> all() {
    return jdbc.sql(WITH_GROUPS + "group by a.name order by a.name")
        .query((row, n) -> agent(row))
        .list();
  }

  /**
   * Comes, goes, or takes a break. What the agent has in hand stays there for a while.
   *
   * @return whether there is such an agent
   */
  @Transactional
  public boolean become(AgentId id, Presence presence) {
    return jdbc.sql(
                """
                update agent set presence = :presence, missed = 0, seen_at = :now
                where name = :name
                """)
            .param("presence", presence.name().toLowerCase(Locale.ROOT))
            .param("now", now())
            .param("name", id.value())
            .update()
        > 0;
  }

  /** These are in touch. */
  @Transactional
  public void seen(Set<AgentId> present) {
    if (!present.isEmpty()) {
      jdbc.sql(
              """
              update agent set seen_at = :now where name in (
                select name from agent
                where presence <> 'offline' and name = any(string_to_array(:names, ','))
                order by name for update)
              """)
          .param("now", now())
          .param("names", present.stream().map(AgentId::value).collect(Collectors.joining(",")))
          .update();
    }
  }

  /**
   * Whoever has been out of touch since {@code before} is offline.
   *
   * @return how many that were
   */
  @Transactional
  int goneSince(Instant before) {
    return jdbc.sql(
            """
            update agent set presence = 'offline' where name in (
              select name from agent where presence <> 'offline' and seen_at <= :before
              order by name for update skip locked)
            """)
        .param("before", at(before))
        .update();
  }

  /** Groups that somebody could take one more for. */
  @Transactional(propagation = Propagation.MANDATORY)
  Set<SkillGroup> groupsWithFreeAgents() {
    return jdbc.sql(
            """
            select distinct g.skill_group from agent_group g join agent a on a.name = g.agent
            where a.presence = 'online' and a.load < a.capacity
            """)
        .query((row, n) -> new SkillGroup(row.getString("skill_group")))
        .set();
  }

  /**
   * Free agents.
   *
   * @param groups of one of which they are, or {@code null} for all
   * @param also one who counts whatever the group, or {@code null}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  List<Agent> free(@Nullable Collection<SkillGroup> groups, @Nullable AgentId also) {
    return jdbc.sql(
            WITH_GROUPS
                + """
                where a.presence = 'online' and a.load < a.capacity
                  and (cast(:groups as varchar) is null or a.name = :also or exists (
                    select 1 from agent_group m
                    where m.agent = a.name and m.skill_group = any(string_to_array(:groups, ','))))
                group by a.name
                """)
        .param(
            "groups",
            groups == null
                ? null
                : groups.stream().map(SkillGroup::id).collect(Collectors.joining(",")),
            Types.VARCHAR)
        .param("also", also == null ? null : also.value(), Types.VARCHAR)
        .query((row, n) -> agent(row))
        .list();
  }

  /**
   * Counts one more, where the limit allows it.
   *
   * @param asked whether it is offered, which only those online are, or taken by the agent's own
   *     hand
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean oneMore(AgentId id, boolean asked) {
    return jdbc.sql(
                """
                update agent set load = load + 1
                where name = :name and load < capacity
                  and (presence = 'online' or (not :asked and presence <> 'offline'))
                """)
            .param("name", id.value())
            .param("asked", asked)
            .update()
        > 0;
  }

  /** Locks several before they are counted, by name, so that nobody waits in a circle. */
  @Transactional(propagation = Propagation.MANDATORY)
  void lock(@Nullable AgentId... several) {
    jdbc.sql(
            """
            select name from agent where name = any(string_to_array(:names, ','))
            order by name for no key update
            """)
        .param(
            "names",
            Stream.of(several)
                .filter(Objects::nonNull)
                .map(AgentId::value)
                .collect(Collectors.joining(",")))
        .query((row, n) -> row.getString("name"))
        .list();
  }

  /** Counts one less. */
  @Transactional(propagation = Propagation.MANDATORY)
  void oneLess(AgentId id) {
    jdbc.sql("update agent set load = load - 1, idle_since = :now where name = :name")
        .param("now", now())
        .param("name", id.value())
        .update();
  }

  /** An offer was accepted: the agent is awake. */
  @Transactional(propagation = Propagation.MANDATORY)
  void awake(AgentId id) {
    jdbc.sql("update agent set missed = 0 where name = :name and missed > 0")
        .param("name", id.value())
        .update();
  }

  /** An offer was let pass; after several of them the agent is away, and is asked no more. */
  @Transactional(propagation = Propagation.MANDATORY)
  void missed(AgentId id, int beforeAway) {
    jdbc.sql(
            """
            update agent set missed = missed + 1,
              presence = case when presence = 'online' and missed + 1 >= :most then 'away' else presence end
            where name = :name
            """)
        .param("most", beforeAway)
        .param("name", id.value())
        .update();
  }

  /** How many conversations those who are online could serve at once, in a group. */
  @Transactional(propagation = Propagation.MANDATORY)
  int capacityOnline(Collection<SkillGroup> groups) {
    return jdbc.sql(
            """
            select coalesce(sum(a.capacity), 0) from agent a
            where a.presence = 'online' and exists (
              select 1 from agent_group g
              where g.agent = a.name and g.skill_group = any(string_to_array(:groups, ',')))
            """)
        .param("groups", groups.stream().map(SkillGroup::id).collect(Collectors.joining(",")))
        .query(Integer.class)
        .single();
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        new AgentId(row.getString("name")),
        row.getString("shown_as"),
        Presence.valueOf(row.getString("presence").toUpperCase(Locale.ROOT)),
        row.getInt("capacity"),
        row.getInt("load"),
        Objects.requireNonNull(row.getObject("idle_since", OffsetDateTime.class)).toInstant(),
        groups(row.getArray("groups"), row.getArray("levels")));
  }

  private static Map<SkillGroup, Integer> groups(Array names, Array levels) throws SQLException {
    String[] group = (String[]) names.getArray();
    Short[] level = (Short[]) levels.getArray();
    Map<SkillGroup, Integer> groups = new HashMap<>();
    for (int i = 0; i < group.length; i++) {
      if (group[i] != null) {
        groups.put(new SkillGroup(group[i]), level[i].intValue());
      }
    }
    return groups;
  }

  private OffsetDateTime now() {
    return at(clock.instant());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
