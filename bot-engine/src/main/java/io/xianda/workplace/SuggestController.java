package io.xianda.workplace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.conversation.Conversation;
import io.xianda.desk.Agent;
import io.xianda.desk.Agents;
import io.xianda.handoff.SkillGroup;
import io.xianda.quickreply.QuickReplies;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an agent might say. */
@RestController
@RequestMapping("/api/v1/desk/conversations/{conversation}/suggestions")
@Tag(name = "desk")
@SecurityRequirement(name = "staff")
class SuggestController {

  private final Sight sight;
  private final SuggestReplies suggest;
  private final QuickReplies replies;
  private final Agents agents;

  SuggestController(Sight sight, SuggestReplies suggest, QuickReplies replies, Agents agents) {
    this.sight = sight;
    this.suggest = suggest;
    this.replies = replies;
    this.agents = agents;
  }

  record Suggested(List<SuggestReplies.Suggestion> suggestions) {}

  @GetMapping
  @Operation(summary = "Texts for the shopper's last messages; nothing is said or done")
  Suggested suggestions(@PathVariable UUID conversation, JwtAuthenticationToken who) {
    Me me = Me.of(who);
    Conversation seen = sight.of(me, conversation);
    Set<SkillGroup> groups =
        agents.find(me.agent()).map(Agent::groups).map(all -> all.keySet()).orElse(Set.of());
    return new Suggested(suggest.of(seen, replies.find(me.agent(), groups, "", QuickReplies.MOST)));
  }
}
