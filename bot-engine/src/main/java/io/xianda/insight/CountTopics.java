package io.xianda.insight;

import io.xianda.conversation.Author;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Message;
import io.xianda.figures.Span;
import io.xianda.gaps.MaskPersonalData;
import io.xianda.insight.Topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what was asked in the conversations that began in a span. Thread-safe. */
@Repository
class CountTopics {

  private static final int EXAMPLES = 3;

  /** Of so many messages of a topic the examples are chosen. */
  private static final int CANDIDATES = 8;

  /** Longer ones are no examples, but stories. */
  private static final int LONGEST = 60;

  /** What an operator's masks begin with. */
  private static final char MASK = '〔';

  private static final String TURNS =
      CountConversations.ASKED
          + """
          , turn as (
            select d.conversation, d.seq, d.trace ->> 'decision' as decision,
              d.trace ->> 'policy' as policy,
              d.trace -> 'intents' -> 0 ->> 'id' as intent,
              d.trace -> 'entries' -> 0 ->> 'id' as entry
            from asked a join decision_trace d on d.conversation = a.id),
          topic as (
            select conversation, seq, KEY as id from turn where WHICH)
          """;

  private static final String COUNTS =
      TURNS
          + """
          select id, count(distinct conversation) as asked from topic
          where id is not null group by 1 order by 2 desc, 1 limit 1000
          """;

  private static final String PLACES =
      TURNS
          + """
          select id, conversation, answers from (
            select t.id, t.conversation, m.answers,
              row_number() over (partition by t.id order by m.at desc, t.conversation, t.seq desc) as n
            from topic t join message m on m.conversation = t.conversation and m.seq = t.seq
            where t.id = any(:topics) and m.answers > 0) newest
          where n <= :candidates order by id, n
          """;

  private final JdbcClient jdbc;
  private final Conversations conversations;

  CountTopics(JdbcClient jdbc, Conversations conversations) {
    this.jdbc = jdbc;
    this.conversations = conversations;
  }

  /** What a topic is. */
  enum Of {
    /** What was wanted. Within a task words are answers to the bot, and no courtesy is a wish. */
    INTENT(
        "intent",
        "intent <> 'oos' and policy is distinct from 'flow-under-way' and decision not in"
            + " ('Abstain', 'Socialise', 'KeepWaiting', 'ReturnToBot', 'AskToShorten', 'AskForWords')"),
    /** What was told: by this policy always the entry that was found first. */
    ENTRY("entry", "decision = 'Answer' and policy = 'answer'");

    private final String key;
    private final String which;

    Of(String key, String which) {
      this.key = key;
      this.which = which;
    }

    private String in(String query) {
      return query.replace("KEY", key).replace("WHICH", which);
    }
  }

  private record Place(String topic, ConversationId conversation, long seq) {}

  /** How many conversations each topic had, the most first. */
  Map<String, Long> counts(Of what, Span span, @Nullable String channel) {
    Map<String, Long> counts = new LinkedHashMap<>();
    CountConversations.asked(jdbc, what.in(COUNTS), span, channel)
        .query(row -> {
          counts.put(row.getString("id"), row.getLong("asked"));
        });
    return counts;
  }

  /** The same topics with examples: newest first, and before others those with nothing to mask. */
  List<Topic> withExamples(Of what, List<Topic> topics, Span span, @Nullable String channel) {
    Map<String, List<Place>> places = new HashMap<>();
    CountConversations.asked(jdbc, what.in(PLACES), span, channel)
        .param("topics", topics.stream().map(Topic::id).toArray(String[]::new))
        .param("candidates", CANDIDATES)
        .query((row, n) ->
            new Place(
                row.getString("id"),
                new ConversationId(
                    Objects.requireNonNull(row.getObject("conversation", UUID.class))),
                row.getLong("answers")))
        .list()
        .forEach(
            place -> places.computeIfAbsent(place.topic(), id -> new ArrayList<>()).add(place));
    return topics.stream()
        .map(topic -> topic.with(examples(places.getOrDefault(topic.id(), List.of()))))
        .toList();
  }

  private List<String> examples(Collection<Place> places) {
    Set<String> plain = new LinkedHashSet<>();
    Set<String> masked = new LinkedHashSet<>();
    for (Place place : places) {
      if (plain.size() == EXAMPLES) {
        break;
      }
      for (Message said : conversations.after(place.conversation(), place.seq() - 1, 1)) {
        String text = MaskPersonalData.in(said.text());
        if (said.author() == Author.SHOPPER && text.length() > 1 && text.length() <= LONGEST) {
          (text.indexOf(MASK) < 0 ? plain : masked).add(text);
        }
      }
    }
    plain.addAll(masked);
    return plain.stream().limit(EXAMPLES).toList();
  }
}
