package io.xianda.dialogue;

/**
 * Risk budgets that make a bot behave as a test wants it to, whatever the model thinks of a
 * message.
 */
final class Risk {

  /** Round numbers that no tuning of the shipped ones can move. */
  static final RiskBudget ROUND =
      new RiskBudget(0.30, 0.45, 0.45, 0.40, 0.50, 0.60, 0.08, 0, 0.60, 0.08, 0.25, 0.20, 0.50);

  /** Acts on nothing and offers everything. */
  static final RiskBudget TIMID = new RiskBudget(1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0);

  /** Acts on nothing and offers nothing. */
  static final RiskBudget SILENT = new RiskBudget(1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0);

  /** Finds no entry good enough, not even to be offered. */
  static final RiskBudget DEMANDING = new RiskBudget(1, 1, 1, 1, 1, 1, 1, 0, 0.5, 1, 0, 1, 0);

  /** Would rather start a task or bring a person than read an entry. */
  static final RiskBudget NO_READER =
      new RiskBudget(0.30, 0.45, 0.45, 0.40, 1, 1, 0.08, 0, 1, 0.08, 0, 1, 0.30);

  private Risk() {}

  /** The default settings but for the risk. */
  static DialogueSettings settings(RiskBudget risk) {
    DialogueSettings defaults = DialogueSettings.defaults();
    return new DialogueSettings(
        defaults.zone(),
        defaults.personsFrom(),
        defaults.personsUntil(),
        defaults.quietTime(),
        defaults.longestMessage(),
        risk);
  }
}
