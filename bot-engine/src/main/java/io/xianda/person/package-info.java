/**
 * One shopper behind several names. {@link io.xianda.person.Persons} is told what is found out (a
 * UnionID, the merchant's account, a sign-in) and says who somebody is now; two that turn out to be
 * one are merged, with conversations, tickets, notes and tasks, and a supervisor can undo it.
 */
@NullMarked
package io.xianda.person;

import org.jspecify.annotations.NullMarked;
