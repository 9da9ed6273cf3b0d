package io.xianda.wording;

import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.dialogue.HearOutcomes;
import io.xianda.dialogue.Outcome;
import io.xianda.handoff.Briefing;
import io.xianda.wording.ModelAnswer.Said;
import io.xianda.wording.ModelAnswer.Silent;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the model sum up a conversation that has gone to people, and puts its three lines in the
 * place of those in the briefing. The handover never waits for it, and what fails leaves the
 * briefing as it was. Thread-safe.
 */
final class SummariseHandoffs implements HearOutcomes, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SummariseHandoffs.class);

  /** What was said before these is no longer what it is about. */
  private static final int MOST_MESSAGES = 20;

  private static final int MOST_CHARACTERS = 3000;
  private static final long STOP_S = 4;

  private final Conversations conversations;
  private final AskModel model;
  private final ModelMetrics metrics;
  private final Prompts prompts = new Prompts();
  private final JsonMapper json = JsonMapper.shared();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SummariseHandoffs(Conversations conversations, AskModel model, ModelMetrics metrics) {
    this.conversations = conversations;
    this.model = model;
    this.metrics = metrics;
  }

  @Override
  public void recorded(ConversationId conversation, long seq, Outcome outcome, Instant at) {
    Briefing briefing = outcome.briefing();
    if (outcome.handoff() == null || briefing == null) {
      return;
    }
    try {
      threads.execute(() -> metrics.summarised(summarise(conversation, seq, briefing)));
    } catch (RejectedExecutionException e) {
      LOG.info("conversation {}: not summed up, because the service stops", conversation);
    }
  }

  /** What became of it, in a stable word. */
  private String summarise(ConversationId id, long seq, Briefing briefing) {
    try {
      var conceal = new Conceal(prompts);
      String material = material(id, seq, briefing, conceal).orElse(null);
      if (material == null) {
        return "private";
      }
      return switch (model.ask(prompts.of("summary"), material)) {
        case Said(String text) -> {
          List<String> lines =
              CheckSummary.lines(text, material)
                  .flatMap(sound -> revealed(sound, conceal))
                  .orElse(null);
          yield lines == null
              ? "refused"
              : conversations.summarise(id, briefing, signed(lines)) ? "used" : "late";
        }
        case Silent(ModelAnswer.Why why) -> why.name().toLowerCase(Locale.ROOT);
      };
    } catch (RuntimeException e) {
      // The person has the bot's own three lines.
      LOG.warn("conversation {}: it could not be summed up", id, e);
      return "failed";
    }
  }

  /** All that the model gets to see; nothing where some of it may not leave the house. */
  private Optional<String> material(
      ConversationId id, long seq, Briefing briefing, Conceal conceal) {
    List<String> facts = new ArrayList<>();
    for (String line :
        Stream.concat(briefing.summary().stream(), briefing.known().stream()).toList()) {
      Optional<String> hidden = conceal.hide(line);
      if (hidden.isEmpty()) {
        return Optional.empty();
      }
      facts.add(hidden.get());
    }
    List<String> talk = new ArrayList<>();
    int characters = 0;
    for (Message message :
        conversations.after(id, Math.max(0, seq - MOST_MESSAGES), MOST_MESSAGES + 1)) {
      String text = message.text();
      characters += text.length();
      if (!text.isBlank() && characters <= MOST_CHARACTERS) {
        Optional<String> hidden = conceal.hide(text);
        if (hidden.isEmpty()) {
          return Optional.empty();
        }
        talk.add(author(message) + "：" + hidden.get());
      }
    }
    return Optional.of(json.writeValueAsString(Map.of("facts", facts, "talk", talk)));
  }

  private String author(Message message) {
    return prompts.of(
        message.author() == Author.SHOPPER ? "summary.author.shopper" : "summary.author.bot");
  }

  private static Optional<List<String>> revealed(List<String> lines, Conceal conceal) {
    List<String> shown = new ArrayList<>();
    for (String line : lines) {
      Optional<String> revealed = conceal.reveal(line);
      if (revealed.isEmpty()) {
        return Optional.empty();
      }
      shown.add(revealed.get());
    }
    return Optional.of(shown);
  }

  /** Whoever reads it knows who wrote it. */
  private List<String> signed(List<String> lines) {
    List<String> signed = new ArrayList<>(lines);
    signed.set(
        0,
        new MessageFormat(prompts.of("summary.by"), Locale.ROOT)
            .format(new Object[] {lines.getFirst()}));
    return signed;
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
