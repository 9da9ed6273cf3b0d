package io.xianda.rules;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operators' rules in the database. Every change is checked against all other rules, leaves a
 * row in an audit that nobody can change, and counts up the edition that {@link LiveRules} looks
 * at. Thread-safe, and safe for several services on one database: changes come one after another.
 *
 * <p>Repeating a change that was made already changes nothing more.
 */
@Repository
public class KeywordRules {

  private static final int MOST_AUDITS = 500;

  private final JdbcClient jdbc;
  private final Entries entries;
  private final Clock clock;
  private final CheckRule check;
  private final JsonMapper json = JsonMapper.shared();

  KeywordRules(JdbcClient jdbc, Entries entries, Surroundings surroundings, Clock clock) {
    this.jdbc = jdbc;
    this.entries = entries;
    this.clock = clock;
    this.check = new CheckRule(surroundings);
  }

  /**
   * All that a rule book is made from, as one consistent state.
   *
   * @param edition which state
   * @param rules those that are switched on
   * @param entries that they show, as far as they are published
   */
  public record Published(Edition edition, List<KeywordRule> rules, List<Entry> entries) {

    public Published {
      rules = List.copyOf(rules);
      entries = List.copyOf(entries);
    }
  }

  /** All rules, in the order in which they are tried, those that are switched off among them. */
  @Transactional(readOnly = true)
  public List<VersionedRule> list() {
    return jdbc.sql("select version, rule from kb_rule").query(this::versioned).list().stream()
        .sorted(Comparator.comparing(VersionedRule::rule, KeywordRule.ORDER))
        .toList();
  }

  /** One rule. */
  @Transactional(readOnly = true)
  public Optional<VersionedRule> find(RuleId id) {
    return jdbc.sql("select version, rule from kb_rule where id = :id")
        .param("id", id.value())
        .query(this::versioned)
        .optional();
  }

  /**
   * Keeps a new rule. A rule that is there already just as it is counts as saved; another of the
   * same id is a finding.
   */
  @Transactional
  public Saving create(KeywordRule rule, Operator by) {
    long edition = lockedEdition();
    VersionedRule stored = find(rule.id()).orElse(null);
    if (stored == null) {
      return save(rule, null, edition + 1, by);
    }
    return stored.rule().equals(rule)
        ? new Saving.Saved(stored, List.of())
        : new Saving.Refused(List.of(Finding.of(Finding.What.ID_TAKEN, rule.id().value())));
  }

  /**
   * Keeps a rule in place of its older self.
   *
   * @param version that was changed: where the rule has another by now, nothing is saved
   */
  @Transactional
  public Saving update(KeywordRule rule, long version, Operator by) {
    long edition = lockedEdition();
    VersionedRule stored = find(rule.id()).orElse(null);
    if (stored == null) {
      return new Saving.Unknown();
    }
    if (stored.rule().equals(rule)) {
      return new Saving.Saved(stored, List.of());
    }
    return stored.version() == version
        ? save(rule, stored.rule(), edition + 1, by)
        : new Saving.Late(stored);
  }

  /** Switches a rule on, if it is still sound; see {@link #update}. */
  @Transactional
  public Saving enable(RuleId id, long version, Operator by) {
    return switched(id, true, version, by);
  }

  /** Switches a rule off, whatever has become of what it refers to; see {@link #update}. */
  @Transactional
  public Saving disable(RuleId id, long version, Operator by) {
    return switched(id, false, version, by);
  }

  private Saving switched(RuleId id, boolean on, long version, Operator by) {
    return find(id)
        .map(stored -> update(stored.rule().withEnabled(on), version, by))
        .orElseGet(Saving.Unknown::new);
  }

  /** Deletes a rule, if nobody has changed it since this version. Its audit remains. */
  @Transactional
  public Deletion delete(RuleId id, long version, Operator by) {
    long edition = lockedEdition();
    VersionedRule stored = find(id).orElse(null);
    if (stored == null) {
      return new Saving.Unknown();
    }
    if (stored.version() != version) {
      return new Saving.Late(stored);
    }
    jdbc.sql("delete from kb_rule where id = :id").param("id", id.value()).update();
    changed(id, stored.rule(), null, edition + 1, by);
    return new Deletion.Deleted();
  }

  /**
   * What was done to a rule, the newest first.
   *
   * @param most how many of them, up to {@value #MOST_AUDITS}
   */
  @Transactional(readOnly = true)
  public List<RuleAudit> history(RuleId id, int most) {
    return jdbc.sql("select * from kb_rule_audit where rule = :id order by number desc limit :most")
        .param("id", id.value())
        .param("most", Math.clamp(most, 1, MOST_AUDITS))
        .query(this::audit)
        .list();
  }

  /** The state that {@link #published} would read. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Edition edition() {
    long rules = jdbc.sql("select number from kb_rule_generation").query(Long.class).single();
    return new Edition(rules, entries.generation());
  }

  /** What applies now, as one consistent state. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Published published() {
    Edition edition = edition();
    List<KeywordRule> rules =
        list().stream().map(VersionedRule::rule).filter(KeywordRule::enabled).toList();
    Set<EntryId> shown =
        rules.stream()
            .map(KeywordRule::effect)
            .filter(RuleEffect.ShowEntry.class::isInstance)
            .map(effect -> ((RuleEffect.ShowEntry) effect).entry())
            .collect(Collectors.toSet());
    return new Published(edition, rules, shown.isEmpty() ? List.of() : entries.published(shown));
  }

  private Saving save(KeywordRule rule, @Nullable KeywordRule before, long version, Operator by) {
    List<KeywordRule> others =
        list().stream()
            .map(VersionedRule::rule)
            .filter(other -> !other.id().equals(rule.id()))
            .toList();
    boolean onlySwitchedOff = before != null && before.withEnabled(false).equals(rule);
    List<Finding> findings =
        onlySwitchedOff ? List.of() : check.findings(rule, others, this::isPublished);
    if (!findings.isEmpty()) {
      return new Saving.Refused(findings);
    }
    jdbc.sql(
            """
            insert into kb_rule (id, version, rule) values (:id, :version, cast(:rule as jsonb))
            on conflict (id) do update set version = excluded.version, rule = excluded.rule
            """)
        .param("id", rule.id().value())
        .param("version", version)
        .param("rule", json.writeValueAsString(rule))
        .update();
    changed(rule.id(), before, rule, version, by);
    return new Saving.Saved(
        new VersionedRule(rule, version), rule.enabled() ? check.remarks(rule, others) : List.of());
  }

  private boolean isPublished(EntryId id) {
    return !entries.published(List.of(id)).isEmpty();
  }

  /** The row of the edition is the lock: changes come one after another. */
  private long lockedEdition() {
    return jdbc.sql("select number from kb_rule_generation for update").query(Long.class).single();
  }

  private void changed(
      RuleId id,
      @Nullable KeywordRule before,
      @Nullable KeywordRule after,
      long edition,
      Operator by) {
    jdbc.sql("update kb_rule_generation set number = :edition").param("edition", edition).update();
    jdbc.sql(
            """
            insert into kb_rule_audit (rule, action, operator, at, before, after)
            values (:rule, :action, :operator, :at, cast(:before as jsonb), cast(:after as jsonb))
            """)
        .param("rule", id.value())
        .param("action", RuleAudit.Action.of(before, after).name())
        .param("operator", by.account())
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("before", before == null ? null : json.writeValueAsString(before))
        .param("after", after == null ? null : json.writeValueAsString(after))
        .update();
  }

  private VersionedRule versioned(ResultSet row, int number) throws SQLException {
    return new VersionedRule(
        Objects.requireNonNull(rule(row, "rule"), "a kept rule"), row.getLong("version"));
  }

  private RuleAudit audit(ResultSet row, int number) throws SQLException {
    return new RuleAudit(
        row.getLong("number"),
        new RuleId(row.getString("rule")),
        RuleAudit.Action.valueOf(row.getString("action")),
        new Operator(row.getString("operator")),
        row.getTimestamp("at").toInstant(),
        rule(row, "before"),
        rule(row, "after"));
  }

  private @Nullable KeywordRule rule(ResultSet row, String column) throws SQLException {
    String stored = row.getString(column);
    return stored == null ? null : json.readValue(stored, KeywordRule.class);
  }
}
