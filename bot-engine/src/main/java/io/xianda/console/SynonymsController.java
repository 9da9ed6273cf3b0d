package io.xianda.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xianda.curating.Operator;
import io.xianda.knowledge.Synonyms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Words that shoppers use for the same thing. */
@RestController
@RequestMapping("/api/v1/kb/synonyms")
@Tag(name = "index")
@SecurityRequirement(name = "staff")
class SynonymsController {

  private final StoredSynonyms stored;
  private final ApplySynonyms apply;

  SynonymsController(StoredSynonyms stored, ApplySynonyms apply) {
    this.stored = stored;
    this.apply = apply;
  }

  record Replacement(@NotNull Long lock, @NotNull @Size(max = 200_000) String text)
      implements ConsoleBody {}

  /**
   * The dictionary.
   *
   * @param lock that the next change names
   * @param text in each line words of the same meaning, separated by blanks
   * @param by who wrote it, or {@code null} for the one that is shipped
   */
  record Dictionary(long lock, String text, @Nullable Operator by, @Nullable Instant at) {}

  @GetMapping
  @Operation(summary = "The dictionary that messages are read with")
  Dictionary read() {
    return shown(stored.read());
  }

  @PutMapping
  @Operation(summary = "Replace the dictionary; all nodes use it within seconds, this one at once")
  Dictionary replace(@Valid @RequestBody Replacement body, @AuthenticationPrincipal Jwt token) {
    requireSound(body.text().lines().toList());
    StoredSynonyms.Stored now =
        stored
            .replace(body.lock(), body.text(), new Operator(token.getSubject()))
            .orElseThrow(() ->
                Refusal.of(ConsoleProblem.SYNONYMS_CHANGED).with("current", shown(stored.read())));
    apply.catchUp();
    return shown(now);
  }

  /** Line by line, so that the operator is told which one is wrong. */
  private static void requireSound(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      try {
        Synonyms.read(List.of(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw Refusal.of(ConsoleProblem.SYNONYMS_MALFORMED, i + 1).with("line", i + 1);
      }
    }
  }

  private static Dictionary shown(StoredSynonyms.Stored stored) {
    String text = stored.text();
    return new Dictionary(
        stored.lock(),
        text == null
            ? Synonyms.shipped().groups().stream()
                .map(group -> String.join(" ", group))
                .collect(Collectors.joining("\n"))
            : text,
        stored.by(),
        stored.at());
  }
}
