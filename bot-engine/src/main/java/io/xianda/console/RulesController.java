package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.rules.Deletion;
import io.xianda.rules.Finding;
import io.xianda.rules.KeywordRule;
import io.xianda.rules.KeywordRules;
import io.xianda.rules.LiveRules;
import io.xianda.rules.Operator;
import io.xianda.rules.RuleAudit;
import io.xianda.rules.RuleId;
import io.xianda.rules.Saving;
import io.xianda.rules.VersionedRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators want said to certain words. Repeating a change that was made has no effect, hence
 * no key is needed; try a rule with {@code POST /kb/try}.
 */
@RestController
@RequestMapping("/api/v1/kb/rules")
@Tag(name = "rules")
@SecurityRequirement(name = "staff")
class RulesController {

  private static final Logger LOG = LoggerFactory.getLogger(RulesController.class);

  private final KeywordRules rules;
  private final LiveRules live;

  RulesController(KeywordRules rules, LiveRules live) {
    this.rules = rules;
    this.live = live;
  }

  record NewRule(@NotNull KeywordRule rule) implements ConsoleBody {}

  record ChangedRule(@NotNull KeywordRule rule, @NotNull Long version) implements ConsoleBody {}

  record Seen(@NotNull Long version) implements ConsoleBody {}

  record AllRules(List<VersionedRule> rules) {}

  /**
   * A rule as it is kept.
   *
   * @param version that the next change names
   * @param remarks what its operator should look at
   */
  record Kept(KeywordRule rule, long version, List<Finding> remarks) {}

  record History(List<RuleAudit> changes) {}

  @GetMapping
  @Operation(summary = "All rules in the order in which they are tried")
  AllRules list() {
    return new AllRules(rules.list());
  }

  @GetMapping("/{rule}")
  @Operation(summary = "One rule")
  VersionedRule read(@PathVariable RuleId rule) {
    return rules.find(rule).orElseThrow(() -> Refusal.of(ConsoleProblem.NO_RULE, rule));
  }

  @PostMapping
  @Operation(summary = "Keep a new rule")
  Kept create(@Valid @RequestBody NewRule body, @AuthenticationPrincipal Jwt token) {
    return kept(body.rule().id(), rules.create(body.rule(), by(token)));
  }

  @PutMapping("/{rule}")
  @Operation(summary = "Keep a rule in place of its older self")
  Kept update(
      @PathVariable RuleId rule,
      @Valid @RequestBody ChangedRule body,
      @AuthenticationPrincipal Jwt token) {
    if (!body.rule().id().equals(rule)) {
      throw Refusal.of(ConsoleProblem.INVALID);
    }
    return kept(rule, rules.update(body.rule(), body.version(), by(token)));
  }

  @PostMapping("/{rule}/enable")
  @Operation(summary = "Switch a rule on, if it is still sound")
  Kept enable(
      @PathVariable RuleId rule,
      @Valid @RequestBody Seen body,
      @AuthenticationPrincipal Jwt token) {
    return kept(rule, rules.enable(rule, body.version(), by(token)));
  }

  @PostMapping("/{rule}/disable")
  @Operation(summary = "Switch a rule off")
  Kept disable(
      @PathVariable RuleId rule,
      @Valid @RequestBody Seen body,
      @AuthenticationPrincipal Jwt token) {
    return kept(rule, rules.disable(rule, body.version(), by(token)));
  }

  @DeleteMapping("/{rule}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a rule that nobody has changed since this version")
  void delete(
      @PathVariable RuleId rule, @RequestParam long version, @AuthenticationPrincipal Jwt token) {
    switch (rules.delete(rule, version, by(token))) {
      case Deletion.Deleted() -> refresh();
      case Saving.Late(VersionedRule current) -> throw late(current);
      case Saving.Unknown() -> throw Refusal.of(ConsoleProblem.NO_RULE, rule);
    }
  }

  @GetMapping("/{rule}/history")
  @Operation(summary = "What was done to a rule, the newest first; also when it is deleted")
  History history(
      @PathVariable RuleId rule, @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    return new History(rules.history(rule, limit));
  }

  private Kept kept(RuleId id, Saving saving) {
    return switch (saving) {
      case Saving.Saved(VersionedRule rule, List<Finding> remarks) -> {
        refresh();
        yield new Kept(rule.rule(), rule.version(), remarks);
      }
      case Saving.Refused(List<Finding> findings) ->
          throw Refusal.of(ConsoleProblem.RULE_REFUSED, findings.size()).with("findings", findings);
      case Saving.Late(VersionedRule current) -> throw late(current);
      case Saving.Unknown() -> throw Refusal.of(ConsoleProblem.NO_RULE, id);
    };
  }

  private static Refusal late(VersionedRule current) {
    return Refusal.of(ConsoleProblem.RULE_CHANGED, current.rule().id()).with("current", current);
  }

  /** The next message here meets the rule; it is kept already, whatever comes of this. */
  private void refresh() {
    try {
      live.refresh();
    } catch (RuntimeException e) {
      LOG.warn("a rule is kept, but does not answer yet: {}", e.getMessage());
    }
  }

  private static Operator by(Jwt token) {
    return new Operator(token.getSubject());
  }
}
