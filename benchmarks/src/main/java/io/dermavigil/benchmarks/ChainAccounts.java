package io.dermavigil.benchmarks;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.summaries.Grouping;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Accounts as a chain of clinics has them. */
final class ChainAccounts {

    private static final long SEED = 7;

    private ChainAccounts() {}

    /** A stratum of each of so many clinics. */
    static List<AccountKey> strataOfClinics(int clinics) {
        List<AccountKey> accounts = new ArrayList<>();
        for (int number = 0; number < clinics; number++) {
            accounts.add(clinic(number));
        }
        return accounts;
    }

    /**
     * What the dashboard shows, and strata of clinics up to so many accounts in all, mixed.
     *
     * @param months months of treatment, the oldest first
     */
    static List<AccountKey> ofChain(int accounts, List<YearMonth> months) {
        List<YearMonth> periods = new ArrayList<>(months);
        periods.add(null);
        List<AccountKey> all = new ArrayList<>();
        for (YearMonth period : periods) {
            for (Setting setting : Setting.values()) {
                all.add(account(Grouping.CHAIN, period, setting, null, null));
                for (SkinType skinType : SkinType.values()) {
                    all.add(account(Grouping.SKIN_TYPE, period, setting, null, skinType));
                }
                for (Condition condition : Condition.values()) {
                    all.add(account(Grouping.CONDITION, period, setting, condition, null));
                    Arrays.stream(SkinType.values())
                            .map(skinType -> account(Grouping.STRATUM, period, setting, condition, skinType))
                            .forEach(all::add);
                }
            }
        }
        all.addAll(strataOfClinics(Math.max(0, accounts - all.size())));
        Collections.shuffle(all, new Random(SEED));
        return all;
    }

    private static AccountKey account(
            Grouping grouping, YearMonth period, Setting setting, Condition condition, SkinType skinType) {
        return new AccountKey(grouping, period, setting, condition, skinType, null, null, null);
    }

    private static AccountKey clinic(int number) {
        return new AccountKey(
                Grouping.CLINIC_STRATUM,
                null,
                Setting.CLINIC,
                Condition.values()[number % Condition.values().length],
                SkinType.values()[number % SkinType.values().length],
                "clinic-" + number,
                null,
                null);
    }
}
