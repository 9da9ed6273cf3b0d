/**
 * The accounts of the staff, and who is logged in. {@code LogIn} opens a session for a name and a
 * password, {@code ManageAccounts} is what admins do to accounts, and {@code Sessions} answers with
 * every request who may still do what. {@link io.xianda.staff.FirstAdmin} makes the first account;
 * {@link io.xianda.staff.DemoStaff} tells the demo's. Who may call what stands in {@code
 * io.xianda.identity.StaffDoors}; whatever is done here is written into {@link
 * io.xianda.audit.AuditLog}.
 */
@NullMarked
package io.xianda.staff;

import org.jspecify.annotations.NullMarked;
