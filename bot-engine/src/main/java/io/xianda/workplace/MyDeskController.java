package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.desk.Agent;
import io.xianda.desk.AgentId;
import io.xianda.desk.Agents;
import io.xianda.desk.Desk;
import io.xianda.desk.Presence;
import io.xianda.desk.Queues;
import io.xianda.handoff.SkillGroup;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The agent's own desk: presence, own conversations, the queue, the colleagues. */
@RestController
@RequestMapping("/api/v1/desk")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class MyDeskController {

  private final Agents agents;
  private final Desk desk;
  private final Queues queues;
  private final ShowCases show;

  MyDeskController(Agents agents, Desk desk, Queues queues, ShowCases show) {
    this.agents = agents;
    this.desk = desk;
    this.queues = queues;
    this.show = show;
  }

  /**
   * Somebody who serves.
   *
   * @param groups with the level in each
   */
  record Colleague(
      String name,
      String shownAs,
      String presence,
      int capacity,
      int load,
      Instant idleSince,
      Map<String, Integer> groups) {

    static Colleague of(Agent agent) {
      Map<String, Integer> groups = new TreeMap<>();
      agent.groups().forEach((group, level) -> groups.put(group.id(), level));
      return new Colleague(
          agent.id().value(),
          agent.shownAs(),
          agent.presence().name().toLowerCase(Locale.ROOT),
          agent.capacity(),
          agent.load(),
          agent.idleSince(),
          groups);
    }
  }

  record NewPresence(@NotNull Presence presence) {}

  record Employment(
      @NotBlank @Size(max = 40) String shownAs,
      @NotNull @Min(1) @Max(50) Integer capacity,
      @NotEmpty @Size(max = 20)
          Map<@NotBlank @Size(max = 40) String, @NotNull @Min(1) @Max(3) Integer> groups) {}

  record Cases(List<ShownCase> conversations) {}

  /**
   * What waits.
   *
   * @param lengths how many for each group
   * @param conversations the next first
   */
  record WaitingRoom(List<Length> lengths, List<ShownCase> conversations) {}

  record Length(String group, int length, Instant oldest) {}

  record Colleagues(List<Colleague> agents) {}

  @GetMapping("/me")
  @Operation(summary = "The agent as the queue sees her or him; a new agent begins in no group")
  Colleague me(JwtAuthenticationToken who) {
    return Colleague.of(agent(Me.of(who)));
  }

  @PutMapping("/me/presence")
  @Operation(summary = "Come, go, or take a break")
  Colleague become(@Valid @RequestBody NewPresence wanted, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    agent(me);
    agents.become(me.agent(), wanted.presence());
    return Colleague.of(agent(me));
  }

  private Agent agent(Me me) {
    return agents
        .find(me.agent())
        .orElseThrow(() -> new DeskProblemException(DeskProblem.NO_AGENT));
  }

  @GetMapping("/conversations")
  @Operation(summary = "What the agent serves, is asked to take or was invited to")
  Cases mine(JwtAuthenticationToken who) {
    return new Cases(show.of(desk.inHandsOf(Me.of(who).agent())));
  }

  @GetMapping("/queue")
  @Operation(summary = "What waits, the next first; for agents, of their own groups")
  WaitingRoom queue(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    return new WaitingRoom(
        queues.lengths().stream()
            .map(queue -> new Length(queue.group().id(), queue.length(), queue.oldest()))
            .toList(),
        show.of(
            queues.waiting(limit).stream()
                .filter(open -> me.seesAll() || desk.mayRead(me.agent(), open.conversation()))
                .toList()));
  }

  @GetMapping("/agents")
  @Operation(summary = "The colleagues, and whether they are free")
  Colleagues colleagues() {
    return new Colleagues(agents.all().stream().map(Colleague::of).toList());
  }

  @PutMapping("/agents/{agent}")
  @Operation(summary = "Which groups somebody serves, how well, and how many at once")
  Colleague employ(@PathVariable String agent, @Valid @RequestBody Employment employment) {
    AgentId id = Reading.orInvalid(() -> new AgentId(agent));
    Map<SkillGroup, Integer> groups =
        Reading.orInvalid(() ->
            employment.groups().entrySet().stream()
                .collect(Collectors.toMap(e -> new SkillGroup(e.getKey()), Map.Entry::getValue)));
    agents.employ(id, employment.shownAs(), employment.capacity(), groups);
    return Colleague.of(agents.find(id).orElseThrow());
  }
}
