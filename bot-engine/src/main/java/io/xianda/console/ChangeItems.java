package io.xianda.console;

import io.xianda.curating.Change;
import io.xianda.curating.Curating;
import io.xianda.curating.Finding;
import io.xianda.curating.FindingTexts;
import io.xianda.curating.Item;
import io.xianda.curating.Outcome;
import io.xianda.knowledge.EntryId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what operators want done to items; what does not come about is refused in their words. */
@Component
class ChangeItems {

  private final Curating curating;
  private final PublishReplayed publish;
  private final AfterPublication afterPublication;
  private final FindingTexts texts;

  ChangeItems(
      Curating curating,
      PublishReplayed publish,
      AfterPublication afterPublication,
      FindingTexts texts) {
    this.curating = curating;
    this.publish = publish;
    this.afterPublication = afterPublication;
    this.texts = texts;
  }

  /**
   * An item after a change.
   *
   * @param repeated whether the same request had done it before
   */
  record Changed(Item item, boolean repeated) {}

  /** A finding with its sentence. */
  record ShownFinding(
      String code,
      String severity,
      String field,
      String text,
      @Nullable EntryId related,
      @Nullable Double probability) {}

  /** A change that publishes nothing. */
  Changed draft(Change change) {
    return done(curating.act(change));
  }

  /** A change that withdraws what is told; the next message is no longer told it. */
  Changed withdraw(Change change) {
    Changed changed = done(curating.act(change));
    afterPublication.catchUp();
    return changed;
  }

  /** A change that publishes; the next message is told it. */
  Changed publish(Change change, @Nullable UUID replay, String reason) {
    Changed changed = done(publish.publish(change, replay, reason));
    afterPublication.catchUp();
    return changed;
  }

  List<ShownFinding> shown(List<Finding> findings) {
    return findings.stream().map(this::shown).toList();
  }

  private ShownFinding shown(Finding finding) {
    return new ShownFinding(
        Words.of(finding.code()),
        Words.of(finding.severity()),
        finding.field(),
        texts.of(finding),
        finding.related(),
        finding.probability());
  }

  /** What was done, or the problem that kept it from being done. */
  Changed done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(Item item, boolean repeated) -> new Changed(item, repeated);
      case Outcome.Conflict(Item current) ->
          throw Refusal.of(ConsoleProblem.ITEM_CHANGED, current.id()).with("current", current);
      case Outcome.Missing(EntryId item) -> throw Refusal.of(ConsoleProblem.NO_ITEM, item);
      case Outcome.NoSuchVersion(Item current, int version) ->
          throw Refusal.of(ConsoleProblem.NO_VERSION, current.id(), version);
      case Outcome.NotAllowed(Item current, Outcome.Reason reason) ->
          throw Refusal.of(
                  switch (reason) {
                    case STATE -> ConsoleProblem.NOT_ALLOWED_NOW;
                    case REVIEW_NEEDED -> ConsoleProblem.REVIEW_NEEDED;
                    case OWN_WORK -> ConsoleProblem.OWN_WORK;
                  },
                  current.id())
              .with("current", current);
      case Outcome.Refused(Item current, List<Finding> findings) ->
          throw Refusal.of(ConsoleProblem.GUARDS_REFUSE, findings.size())
              .with("current", current)
              .with("findings", shown(findings));
      case Outcome.RequestReused() -> throw Refusal.of(ConsoleProblem.REQUEST_REUSED);
    };
  }
}
