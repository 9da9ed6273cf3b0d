package io.xianda.desk;

import io.xianda.conversation.ConversationId;
import io.xianda.handoff.SkillGroup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the hands of people, from the handoff until they are done with it.
 *
 * @param id its number
 * @param conversation which one
 * @param shopper whose
 * @param askedGroup whom the bot asked for
 * @param groups whose agents may take it now
 * @param urgent food safety
 * @param reason why it came, a stable word
 * @param state how it stands
 * @param atHead whether it goes first because an agent was lost
 * @param rankAt its rank among equals, the earlier the sooner
 * @param queuedAt when it came
 * @param waitingSince since when it waits this time
 * @param agent who serves it, or {@code null}
 * @param offeredTo who is asked to take it, or {@code null}
 * @param offerUntil until when, or {@code null}
 * @param passedBy who has let it pass
 * @param transferGroup where it is to go, or {@code null}
 * @param transferAgent to whom, or {@code null}
 * @param transferUntil until when, or {@code null}
 * @param takenAt when it was first taken, or {@code null}
 * @param firstReplyAt when an agent first wrote, or {@code null}
 * @param runsOutAt when it is too late for the shopper: the time to claim is over, or the goods are
 *     spoilt; {@code null} when nothing runs out
 */
public record Case(
    long id,
    ConversationId conversation,
    String shopper,
    SkillGroup askedGroup,
    List<SkillGroup> groups,
    boolean urgent,
    String reason,
    State state,
    boolean atHead,
    Instant rankAt,
    Instant queuedAt,
    Instant waitingSince,
    @Nullable AgentId agent,
    @Nullable AgentId offeredTo,
    @Nullable Instant offerUntil,
    List<AgentId> passedBy,
    @Nullable SkillGroup transferGroup,
    @Nullable AgentId transferAgent,
    @Nullable Instant transferUntil,
    @Nullable Instant takenAt,
    @Nullable Instant firstReplyAt,
    @Nullable Instant runsOutAt) {

  /** How a case stands. */
  public enum State {
    /** In the queue. */
    WAITING,
    /** An agent is asked to take it. */
    OFFERED,
    /** An agent serves it. */
    SERVED,
    /** An agent serves it, until somebody else accepts it. */
    TRANSFER,
    /** People are done with it. */
    ENDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Case {
    groups = List.copyOf(groups);
    passedBy = List.copyOf(passedBy);
  }

  boolean isServedBy(AgentId who) {
    return who.equals(agent);
  }

  boolean isOfferedTo(AgentId who) {
    return who.equals(offeredTo);
  }
}
