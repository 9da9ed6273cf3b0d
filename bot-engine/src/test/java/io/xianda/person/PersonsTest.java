package io.xianda.person;

import static io.xianda.channel.SharedService.guest;
import static io.xianda.channel.SharedService.part;
import static io.xianda.channel.SharedService.xianda;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.channel.Shopper;
import io.xianda.conversation.Channel;
import io.xianda.conversation.ClientMessageId;
import io.xianda.conversation.Conversation;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.Part;
import io.xianda.conversation.ShopperId;
import io.xianda.desk.AgentId;
import io.xianda.identity.Staff;
import io.xianda.identity.StaffRole;
import io.xianda.identity.StaffTokens;
import io.xianda.order.DemoShop;
import io.xianda.order.WechatName;
import io.xianda.shopper.ShopperNotes;
import io.xianda.shopper.ShopperTags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who comes by several doors. */
class PersonsTest {

  private final Persons persons = part(Persons.class);
  private final Conversations conversations = part(Conversations.class);
  private final ShopperNotes notes = part(ShopperNotes.class);
  private final ShopperTags tags = part(ShopperTags.class);
  private final JdbcClient database = part(JdbcClient.class);
  private final UnionId union = new UnionId("union-" + UUID.randomUUID());

  @Test
  void everyTableOfShoppersMovesWithThem() {
    assertThat(
            database
                .sql(
                    """
                    select table_name from information_schema.columns
                    where table_schema = 'public' and column_name = 'shopper'
                    """)
                .query(String.class)
                .set())
        // Where it stands whom a UnionID leads to, it is followed and not moved.
        .contains("person_union")
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.concat(
                    PersonRows.OWNED.stream().map(PersonRows.Owned::table),
                    java.util.stream.Stream.of("person_union"))
                .toList());
  }

  @Test
  void twoGuestsWithOneUnionIdAreTheFirst() {
    ShopperId first = ShopperId.guest();
    ShopperId second = ShopperId.guest();
    Conversation asked = conversations.open(second, Channel.OFFICIAL_ACCOUNT);

    assertThat(persons.has(first, union)).isEqualTo(first);
    assertThat(persons.has(second, union)).isEqualTo(first);
    assertThat(persons.has(second, union)).isEqualTo(first);

    assertThat(persons.now(second)).isEqualTo(first);
    assertThat(owner(asked)).isEqualTo(first);
    assertThat(persons.mergesInto(first)).extracting(Merge::gone).containsExactly(second);
  }

  @Test
  void aGuestWithTheUnionIdOfAnAccountIsThatAccountWhoeverCameFirst() {
    ShopperId guest = ShopperId.guest();
    var account = new ShopperId("u-" + UUID.randomUUID());
    persons.has(guest, union);

    assertThat(persons.has(account, union)).isEqualTo(account);
    assertThat(persons.now(guest)).isEqualTo(account);
  }

  @Test
  void twoAccountsOfTheMerchantStayTwo() {
    var one = new ShopperId("u-" + UUID.randomUUID());
    var other = new ShopperId("u-" + UUID.randomUUID());

    persons.has(one, union);

    assertThat(persons.has(other, union)).isEqualTo(other);
    assertThat(persons.now(one)).isEqualTo(one);
  }

  @Test
  void whatTheMerchantKnowsByWeChatHasItsOrders() {
    ShopperId guest = ShopperId.guest();
    var name = new WechatName("wx0", "o-" + UUID.randomUUID(), DemoShop.UNION_ID + "sun");

    assertThat(persons.recognise(guest, name)).isEqualTo(new ShopperId("sun"));
    assertThat(persons.recognise(ShopperId.guest(), new WechatName("wx0", "o", null)).isGuest())
        .isTrue();
  }

  @Test
  void notesAndTagsAreReadAfterAMergeAndGoBackWhenItIsUndone() {
    ShopperId guest = ShopperId.guest();
    var account = new ShopperId("u-" + UUID.randomUUID());
    tags.add("爱吃莓");
    tags.put(guest, List.of("爱吃莓"));
    notes.add(guest, new AgentId("a-li"), new ClientMessageId("n1"), "周末不在家");
    persons.has(account, union);
    persons.has(guest, union);

    assertThat(notes.of(account, 10)).extracting("text").containsExactly("周末不在家");
    assertThat(tags.of(account)).containsExactly("爱吃莓");

    Merge merge = persons.mergesInto(account).getFirst();
    assertThat(persons.undo(account, merge.number(), "li")).isEqualTo(Persons.Undoing.UNDONE);

    assertThat(notes.of(account, 10)).isEmpty();
    assertThat(notes.of(guest, 10)).extracting("text").containsExactly("周末不在家");
    assertThat(tags.of(guest)).containsExactly("爱吃莓");
    assertThat(persons.undo(account, merge.number(), "li")).isEqualTo(Persons.Undoing.UNKNOWN);
    // Somebody has said that they are two.
    assertThat(persons.has(guest, union)).isEqualTo(guest);
  }

  @Test
  void whatCameAfterHasToBeUndoneFirst() {
    ShopperId first = ShopperId.guest();
    ShopperId second = ShopperId.guest();
    var account = new ShopperId("u-" + UUID.randomUUID());
    persons.has(first, union);
    persons.has(second, union);
    persons.signedIn(first, account);

    assertThat(persons.now(second)).isEqualTo(account);
    Merge earlier = persons.mergesInto(first).getFirst();
    assertThat(persons.undo(first, earlier.number(), "li")).isEqualTo(Persons.Undoing.NOT_THE_LAST);
    Merge later = persons.mergesInto(account).getFirst();
    assertThat(persons.undo(account, later.number(), "li")).isEqualTo(Persons.Undoing.UNDONE);
    assertThat(persons.undo(first, earlier.number(), "li")).isEqualTo(Persons.Undoing.UNDONE);
    assertThat(persons.now(second)).isEqualTo(second);
  }

  @Test
  void ofTwoOpenConversationsOnOneChannelTheNewerGoesOn() {
    ShopperId guest = ShopperId.guest();
    var account = new ShopperId("u-" + UUID.randomUUID());
    Conversation older = conversations.open(account, Channel.APP);
    Conversation newer = conversations.open(guest, Channel.APP);
    conversations.receive(
        newer.id(), new ClientMessageId("m1"), List.of(new Part.Text("在吗")), false);

    persons.signedIn(guest, account);

    assertThat(conversations.open(account, Channel.APP).id()).isEqualTo(newer.id());
    assertThat(conversations.find(older.id()).orElseThrow().state().name()).isEqualTo("CLOSED");
  }

  @Test
  void aGuestsTokenGoesOnAsTheOneTheGuestTurnedOutToBe() {
    Shopper guest = guest();
    guest.says("运费多少").isOk();
    var account = new ShopperId("u-" + UUID.randomUUID());

    persons.signedIn(new ShopperId(guest.id()), account);

    assertThat(guest.conversationWithoutGap()).isNotEmpty();
    guest.says("会员卡多少钱").isOk();
    assertThat(owner(conversation(guest))).isEqualTo(account);
    guest.opensSocket(0);
  }

  @Test
  void whoHasTheSameUnionIdAtOnceIsMergedOnce() throws InterruptedException {
    List<ShopperId> guests = java.util.stream.Stream.generate(ShopperId::guest).limit(8).toList();
    var threads =
        guests.stream().map(g -> Thread.ofVirtual().start(() -> persons.has(g, union))).toList();
    for (Thread thread : threads) {
      thread.join();
    }
    Set<ShopperId> now =
        guests.stream().map(persons::now).collect(java.util.stream.Collectors.toSet());
    assertThat(now).hasSize(1);
    assertThat(persons.mergesInto(now.iterator().next())).hasSize(7);
  }

  @Test
  void supervisorsSeeItAndTakeItBack() {
    Shopper guest = guest();
    var account = new ShopperId("u-" + UUID.randomUUID());
    persons.signedIn(new ShopperId(guest.id()), account);
    String merges = "/api/v1/desk/conversations/" + guest.conversation() + "/shopper/merges";

    var seen = as(StaffRole.SUPERVISOR, merges).gets().isOk().json();
    assertThat(seen.path("merges").path(0).path("evidence").asString()).isEqualTo("signed-in");
    assertThat(as(StaffRole.AGENT, merges).gets().status()).isEqualTo(403);
    String undo = merges + "/" + seen.path("merges").path(0).path("number").asLong() + "/undo";
    assertThat(xianda().at(undo).posts("").status()).isEqualTo(401);
    assertThat(as(StaffRole.SUPERVISOR, undo).posts(new byte[0]).status()).isEqualTo(204);
    assertThat(owner(conversation(guest)).value()).isEqualTo(guest.id());
    assertThat(as(StaffRole.SUPERVISOR, undo).posts(new byte[0]).status()).isEqualTo(404);
  }

  private io.xianda.channel.Ask as(StaffRole role, String address) {
    String token =
        part(StaffTokens.class).issue(new Staff("li", Set.of(role)), Duration.ofMinutes(5)).value();
    return xianda().at(address).withToken(token);
  }

  private Conversation conversation(Shopper shopper) {
    return conversations
        .find(new io.xianda.conversation.ConversationId(UUID.fromString(shopper.conversation())))
        .orElseThrow();
  }

  private ShopperId owner(Conversation conversation) {
    Optional<Conversation> now = conversations.find(conversation.id());
    return now.orElseThrow().shopper();
  }
}
