package io.xianda.exchange;

import io.xianda.curating.ChangedMeanwhileException;
import io.xianda.curating.ImportRequest;
import io.xianda.curating.Operator;
import io.xianda.curating.StoreImported;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;

/**
 * Imports a file, all or nothing. Entries that are not in the file stay as they are, and a file
 * that is imported again changes nothing. Everything is checked before anything is locked; what
 * changes meanwhile is noticed, and checked again. Thread-safe, and safe for several services on
 * one database.
 */
public final class ImportEntries {

  private static final int ATTEMPTS = 3;

  private final DryRun dryRun;
  private final StoreImported store;
  private final ExchangeTexts texts = new ExchangeTexts();

  /** Imports what passes this check. */
  public ImportEntries(DryRun dryRun, StoreImported store) {
    this.dryRun = dryRun;
    this.store = store;
  }

  /**
   * Imports.
   *
   * @param request told by the client; the same request has its effect once. One that changed
   *     nothing leaves no trace, and is done anew when it is repeated
   * @param by who wants it; stands in the audit as having seen the hints
   * @param publish whether rows that name no state are to be told
   */
  public ImportOutcome run(UUID request, Operator by, Rows rows, boolean publish) {
    var wanted =
        new ImportRequest(
            request, by, texts.of("import.note"), rows.digest() + (publish ? "+publish" : ""));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (store.before(wanted)) {
        case DONE -> {
          return new ImportOutcome.Repeated();
        }
        case REUSED -> {
          return new ImportOutcome.RequestReused();
        }
        case UNKNOWN -> {}
      }
      Plan plan = dryRun.plan(rows, publish);
      if (!plan.report().isSound()) {
        return new ImportOutcome.Refused(plan.report());
      }
      if (plan.incoming().isEmpty() || isStored(wanted, plan)) {
        return new ImportOutcome.Done(plan.report());
      }
    }
    return new ImportOutcome.Busy();
  }

  private boolean isStored(ImportRequest wanted, Plan plan) {
    try {
      store.store(wanted, plan.incoming(), plan.checked());
      return true;
    } catch (ChangedMeanwhileException | DuplicateKeyException e) {
      // The latter when another import came with the same id at the same moment.
      return false;
    }
  }
}
