package io.xianda.rating;

import static io.xianda.desk.DeskDay.LOGISTICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xianda.AtOnce;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ConversationId;
import io.xianda.conversation.ConversationOutcome;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.desk.DeskDay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What shoppers think of it, on a real PostgreSQL. */
class RatingsTest {

  private static DeskDay day;
  private static Ratings ratings;
  private static Thumbs thumbs;

  @BeforeAll
  static void start() throws Exception {
    day = new DeskDay();
    ratings = day.database.the(Ratings.class);
    thumbs = day.database.the(Thumbs.class);
  }

  @AfterAll
  static void stop() throws Exception {
    day.close();
  }

  @BeforeEach
  void aNewDay() {
    day.begin();
  }

  private static ConversationId closedBy(AgentId agent) {
    ConversationId id = day.handedOver("wu", LOGISTICS);
    day.desk.take(agent, id);
    day.desk.close(agent, id, ConversationOutcome.AGENT_RESOLVED, "催单");
    return id;
  }

  private static Rating.Opinion stars(int stars) {
    return new Rating.Opinion(stars, List.of(), null);
  }

  private static Rating.Opinion saying(@Nullable String comment, String... reasons) {
    return new Rating.Opinion(5, List.of(reasons), comment);
  }

  @Test
  void whatAnAgentClosedIsTheAgents() {
    ConversationId id = closedBy(day.comes("li", 5, LOGISTICS));
    assertThat(ratings.isDue(id)).isTrue();

    Ratings.Given given = ratings.give(id, saying("很好", "quick", "friendly"));

    assertThat(given.repeated()).isFalse();
    assertThat(given.rating().agent()).isEqualTo("li");
    assertThat(ratings.of(id)).contains(given.rating());
    assertThat(ratings.isDue(id)).isFalse();
  }

  @Test
  void aRepeatReturnsTheFirst() {
    ConversationId id = closedBy(day.comes("li", 5, LOGISTICS));
    Rating first = ratings.give(id, stars(2)).rating();

    Ratings.Given again = ratings.give(id, stars(5));

    assertThat(again).isEqualTo(new Ratings.Given(first, true));
  }

  @Test
  void ofManyAtOnceOneIsTheFirst() throws Exception {
    ConversationId id = closedBy(day.comes("li", 5, LOGISTICS));

    List<Ratings.Given> all = AtOnce.threads(6, n -> ratings.give(id, stars(1 + n % 5)));

    assertThat(all).filteredOn(given -> !given.repeated()).hasSize(1);
    assertThat(all.stream().map(Ratings.Given::rating).distinct()).hasSize(1);
  }

  @Test
  void whatCameBackToTheBotIsTheBots() {
    AgentId li = day.comes("li", 5, LOGISTICS);
    ConversationId id = day.handedOver("wu", LOGISTICS);
    day.desk.take(li, id);
    day.desk.handBack(li, id);
    assertThat(ratings.isDue(id)).isFalse();
    day.passes(Duration.ofHours(25));

    assertThat(ratings.isDue(id)).isTrue();
    assertThat(ratings.give(id, stars(4)).rating().agent()).isNull();
  }

  @Test
  void nothingIsRatedThatGoesOnOrIsLongOverOrWasSilent() {
    ConversationId open = day.handedOver("wu", LOGISTICS);
    assertThatExceptionOfType(NotDueException.class).isThrownBy(() -> ratings.give(open, stars(5)));

    ConversationId silent = day.conversations.open(new ShopperId("chen"), Channel.WEB).id();
    day.passes(Duration.ofHours(25));
    assertThat(ratings.isDue(silent)).isFalse();

    day.desk.giveUp(open);
    assertThat(ratings.isDue(open)).isTrue();
    day.clock.pass(Duration.ofDays(8));
    assertThat(ratings.isDue(open)).isFalse();
  }

  @Test
  void commentsAreSealed() {
    ConversationId id = closedBy(day.comes("li", 5, LOGISTICS));
    ratings.give(id, saying("电话打13800138000"));

    byte[] stored =
        day.database.jdbc().sql("select comment from rating").query(byte[].class).single();

    assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("13800138000");
    assertThat(ratings.of(id).orElseThrow().opinion().comment()).isEqualTo("电话打13800138000");
  }

  @Test
  void reasonsAreThoseOfTheShop() {
    ConversationId id = closedBy(day.comes("li", 5, LOGISTICS));
    assertThatIllegalArgumentException().isThrownBy(() -> ratings.give(id, saying(null, "随便")));
    assertThatIllegalArgumentException().isThrownBy(() -> stars(0));
    assertThatIllegalArgumentException().isThrownBy(() -> stars(6));
    assertThat(RatingSettings.defaults().shown("slow")).isEqualTo("等太久");
    assertThat(RatingSettings.defaults().shown("上门太晚")).isEqualTo("上门太晚");
  }

  @Test
  void aThumbIsForTheBotsMessagesAndMayBeChanged() {
    ConversationId id = day.handedOver("wu", LOGISTICS);

    assertThat(thumbs.give(id, 1, true)).as("the shopper's own").isEmpty();
    assertThat(thumbs.give(id, 9, true)).as("none").isEmpty();
    assertThat(thumbs.give(id, 2, true)).map(Thumbs.Given::changed).contains(true);
    assertThat(thumbs.give(id, 2, true)).map(Thumbs.Given::changed).contains(false);
    assertThat(thumbs.give(id, 2, false)).map(Thumbs.Given::changed).contains(true);
  }
}
