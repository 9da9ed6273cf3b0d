package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.curating.KnownNames;
import io.xianda.intent.IntentCatalog;
import io.xianda.knowledge.ShopFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What may be named in an entry, for whoever writes one. */
@RestController
@RequestMapping("/api/v1/kb/names")
@Tag(name = "items")
@SecurityRequirement(name = "staff")
class NamesController {

  private final ShopFacts facts;
  private final IntentCatalog catalog;
  private final KnownNames known;

  NamesController(ShopFacts facts, IntentCatalog catalog, KnownNames known) {
    this.facts = facts;
    this.catalog = catalog;
    this.known = known;
  }

  record NamedIntent(String id, String name, String group) {}

  record NamedGroup(String id, String name) {}

  /**
   * All of them.
   *
   * @param facts stand in an answer as {@code {name}}
   * @param intents in the order of the catalogue
   * @param pages of the mini-program, without query; empty when nobody lists them
   */
  record Names(
      Collection<ShopFacts.Fact> facts,
      List<NamedIntent> intents,
      List<NamedGroup> groups,
      List<String> channels,
      List<String> cities,
      List<String> pages) {}

  @GetMapping
  @Operation(summary = "What may be named in an entry")
  Names read() {
    return new Names(
        facts.all(),
        catalog.all().stream()
            .map(each -> new NamedIntent(each.intent().id(), each.name(), each.group()))
            .toList(),
        catalog.groupNames().entrySet().stream()
            .map((Map.Entry<String, String> group) ->
                new NamedGroup(group.getKey(), group.getValue()))
            .toList(),
        known.channels().stream().sorted().toList(),
        known.cities().stream().sorted().toList(),
        known.pages().stream().sorted().toList());
  }
}
