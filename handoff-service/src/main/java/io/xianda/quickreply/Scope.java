package io.xianda.quickreply;

import io.xianda.desk.AgentId;
import io.xianda.handoff.SkillGroup;

/** Whose a quick reply is. */
public sealed interface Scope {

  /** Of one agent; nobody else sees it. */
  record Own(AgentId agent) implements Scope {}

  /** Of all agents of a group. */
  record Group(SkillGroup group) implements Scope {}

  /** Of everybody. */
  record Shop() implements Scope {}

  /** As it is stored and shown to programs. */
  default String word() {
    return switch (this) {
      case Own _ -> "own";
      case Group _ -> "group";
      case Shop _ -> "shop";
    };
  }

  /** The account or the group; empty for the shop's. */
  default String owner() {
    return switch (this) {
      case Own(AgentId agent) -> agent.value();
      case Group(SkillGroup group) -> group.id();
      case Shop _ -> "";
    };
  }

  /**
   * Reads what {@link #word} and {@link #owner} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Scope of(String word, String owner) {
    return switch (word) {
      case "own" -> new Own(new AgentId(owner));
      case "group" -> new Group(new SkillGroup(owner));
      case "shop" -> new Shop();
      default -> throw new IllegalArgumentException("not whose a quick reply is: " + word);
    };
  }
}
