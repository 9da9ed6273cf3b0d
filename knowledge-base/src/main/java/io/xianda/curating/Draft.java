package io.xianda.curating;

import io.xianda.knowledge.EntryId;
import java.time.Instant;

/** What guards look at: the content, which entry it would become, and when. */
record Draft(EntryId id, DraftContent content, Instant now) {}
