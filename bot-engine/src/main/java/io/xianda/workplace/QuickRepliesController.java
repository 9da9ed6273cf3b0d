package io.xianda.workplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.desk.Agent;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.handoff.SkillGroup;
import io.xianda.quickreply.QuickReplies;
import io.xianda.quickreply.QuickReply;
import io.xianda.quickreply.Scope;
import io.xianda.quickreply.Template;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
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

/** What agents say often: agents keep their own, supervisors those of groups and the shop. */
@RestController
@RequestMapping("/api/v1/desk")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class QuickRepliesController {

  private final QuickReplies replies;
  private final Agents agents;
  private final Sight sight;
  private final FillQuickReply fill;

  QuickRepliesController(QuickReplies replies, Agents agents, Sight sight, FillQuickReply fill) {
    this.replies = replies;
    this.agents = agents;
    this.sight = sight;
    this.fill = fill;
  }

  /**
   * A quick reply.
   *
   * @param scope own, group or shop
   * @param group of a group's, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      UUID id,
      String scope,
      @Nullable String group,
      String category,
      String title,
      String text,
      long uses,
      long version) {

    static Shown of(QuickReply reply) {
      return new Shown(
          reply.id(),
          reply.scope().word(),
          reply.scope() instanceof Scope.Group(SkillGroup group) ? group.id() : null,
          reply.category(),
          reply.title(),
          reply.text().value(),
          reply.uses(),
          reply.version());
    }
  }

  record Listed(List<Shown> replies) {}

  /**
   * One as it is to be.
   *
   * @param version that was seen; 0 for a new one
   * @param group for a group's
   */
  record Wanted(
      @NotNull @Min(0) Long version,
      @NotNull @Pattern(regexp = "own|group|shop") String scope,
      @Nullable @Size(max = 40) String group,
      @NotBlank @Size(max = 20) String category,
      @NotBlank @Size(max = 40) String title,
      @NotBlank @Size(max = Template.LONGEST) String text) {}

  record About(@Nullable @Size(max = 40) String order) {}

  @GetMapping("/quick-replies")
  @Operation(summary = "What the agent may use, the most used first, by words or Pinyin initials")
  Listed find(
      @RequestParam(defaultValue = "") @Size(max = 60) String query,
      @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    return new Listed(
        replies.find(me.agent(), groups(me), query, limit).stream().map(Shown::of).toList());
  }

  @PutMapping("/quick-replies/{reply}")
  @Operation(summary = "A new one under an id of the client's, or a change of the version seen")
  Shown save(
      @PathVariable UUID reply, @Valid @RequestBody Wanted wanted, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    QuickReply fresh =
        Reading.orInvalid(() ->
            QuickReply.fresh(
                reply,
                scope(me, wanted),
                wanted.category().strip(),
                wanted.title().strip(),
                new Template(wanted.text().strip())));
    mayChange(me, fresh.scope());
    return Shown.of(replies.save(me.agent(), fresh.seenAs(wanted.version())));
  }

  @DeleteMapping("/quick-replies/{reply}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete one; what is gone is gone already")
  void delete(
      @PathVariable UUID reply, @RequestParam @Min(1) long version, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    Optional<QuickReply> found = replies.find(reply);
    if (found.isPresent()) {
      mayChange(me, found.get().scope());
      replies.delete(reply, version);
    }
  }

  @PostMapping("/conversations/{conversation}/quick-replies/{reply}")
  @Operation(summary = "The text with its gaps filled, to be sent; counts as used here once")
  FillQuickReply.Filled use(
      @PathVariable UUID conversation,
      @PathVariable UUID reply,
      @Valid @RequestBody About about,
      JwtAuthenticationToken who) {
    Me me = Me.of(who);
    Conversation seen = sight.of(me, conversation);
    QuickReply found =
        replies
            .find(reply)
            .filter(one -> maySee(me, one.scope()))
            .orElseThrow(() -> new DeskProblemException(DeskProblem.UNKNOWN));
    FillQuickReply.Filled filled = fill.fill(me, seen, found.text(), about.order());
    replies.used(reply, seen.id(), me.agent());
    return filled;
  }

  private Set<SkillGroup> groups(Me me) {
    return agents.find(me.agent()).map(Agent::groups).map(all -> all.keySet()).orElse(Set.of());
  }

  private static Scope scope(Me me, Wanted wanted) {
    String group = wanted.group();
    return Scope.of(
        wanted.scope(),
        switch (wanted.scope()) {
          case "own" -> me.agent().value();
          case "group" -> group == null ? "" : group;
          default -> "";
        });
  }

  private boolean maySee(Me me, Scope scope) {
    return switch (scope) {
      case Scope.Own(AgentId agent) -> agent.equals(me.agent());
      case Scope.Group(SkillGroup group) -> me.seesAll() || groups(me).contains(group);
      case Scope.Shop _ -> true;
    };
  }

  private static void mayChange(Me me, Scope scope) {
    switch (scope) {
      case Scope.Own(AgentId agent) -> {
        if (!agent.equals(me.agent())) {
          throw new DeskProblemException(DeskProblem.UNKNOWN);
        }
      }
      case Scope.Group _, Scope.Shop _ -> {
        if (!me.seesAll()) {
          throw new DeskProblemException(DeskProblem.SUPERVISORS_ONLY);
        }
      }
    }
  }
}
