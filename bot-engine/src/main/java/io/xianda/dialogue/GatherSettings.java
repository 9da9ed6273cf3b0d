package io.xianda.dialogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a surge may take of the machine.
 *
 * @param turnsAtOnce how many turns are answered at one time on this node; the others wait. What is
 *     left acknowledges what comes in, so it is far fewer than there are connections to the
 *     database
 */
@ConfigurationProperties("xianda.gather")
public record GatherSettings(@DefaultValue("8") int turnsAtOnce) {

  public GatherSettings {
    if (turnsAtOnce < 1) {
      throw new IllegalArgumentException("xianda.gather.turns-at-once must be positive");
    }
  }
}
