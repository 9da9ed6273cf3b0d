package io.xianda.intent;

/** What the bot does about an intent, as the shop's {@code intents.yml} lays down. */
public enum Action {
  /** Answer from the knowledge base. */
  FAQ,
  /** Start a task that reads or changes the shopper's own order. */
  FLOW,
  /** Hand over to a person at once. */
  HUMAN,
  /** Give a fixed courteous reply. */
  SOCIAL,
  /** Never answer from the knowledge base. */
  ABSTAIN
}
