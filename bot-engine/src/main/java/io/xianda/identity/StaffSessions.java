package io.xianda.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * Who is logged in. A token of a session says only which one; whose it is and what he may do now is
 * asked here with every request, so that what is taken away is gone at once.
 */
public interface StaffSessions {

  /**
   * The holder of a session, or nothing when it is over, revoked or unknown, or when its account
   * may not be used.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   * @throws org.springframework.transaction.TransactionException the same
   */
  Optional<Holder> holder(UUID session);

  /**
   * Whoever is logged in.
   *
   * @param staff account and roles as they are now
   * @param newPasswordDue whether the password was given by somebody else: then nothing may be done
   *     but choose another
   */
  record Holder(Staff staff, boolean newPasswordDue) {}
}
