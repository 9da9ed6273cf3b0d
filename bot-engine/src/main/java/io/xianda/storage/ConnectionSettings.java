package io.xianda.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections to the database this node holds at most.
 *
 * @param door for what somebody waits for: requests and acknowledgements
 * @param background for the work behind it, see {@link Background}
 */
@ConfigurationProperties("xianda.storage.connections")
public record ConnectionSettings(@DefaultValue("16") int door, @DefaultValue("8") int background) {

  public ConnectionSettings {
    if (door < 1 || background < 1) {
      throw new IllegalArgumentException("xianda.storage.connections must be positive");
    }
  }
}
