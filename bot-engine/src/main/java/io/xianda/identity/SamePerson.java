package io.xianda.identity;

import io.xianda.conversation.ShopperId;

/** Who somebody turned out to be. Thread-safe. */
public interface SamePerson {

  /**
   * Who a shopper is now; the same where nothing else was found out. Asks the database about guests
   * alone.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  ShopperId now(ShopperId shopper);
}
