package io.dermavigil.cli.summaries;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.dermavigil.schemas.accounts.AccountKey;
import java.util.Comparator;

/** The order in which accounts are shown: as the schema lists their dimensions, months and names rising. */
final class CanonicalOrder {

    static final Comparator<AccountKey> ACCOUNTS = comparing(AccountKey::grouping)
            .thenComparing(AccountKey::clinicId, nullsFirst(naturalOrder()))
            .thenComparing(AccountKey::condition, nullsFirst(naturalOrder()))
            .thenComparing(AccountKey::skinType, nullsFirst(naturalOrder()))
            .thenComparing(AccountKey::model, nullsFirst(naturalOrder()))
            .thenComparing(AccountKey::lot, nullsFirst(naturalOrder()))
            .thenComparing(AccountKey::month, nullsFirst(naturalOrder()));

    private CanonicalOrder() {}
}
