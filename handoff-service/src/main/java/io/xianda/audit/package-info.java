/**
 * Who of the staff did what. Whoever changes data for somebody, or shows personal data, writes a
 * {@link io.xianda.audit.Deed} into the {@link io.xianda.audit.AuditLog} in the same transaction;
 * admins search it. It knows nothing of what was done, so that every room can use it.
 */
@NullMarked
package io.xianda.audit;

import org.jspecify.annotations.NullMarked;
