package io.dermavigil.cli.stack;

import io.dermavigil.serving.store.EmbeddedStoreAddress;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreLogin;
import io.dermavigil.serving.tokens.AccessStore;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import java.util.Optional;

/** The line that tells how to open the dashboard of a stack: a link that works once, for ten minutes. */
final class DashboardLink {

    private DashboardLink() {}

    /** The line with a fresh link; empty when the stack has no dashboard. */
    static Optional<String> of(StackOptions options, StackFile stack) {
        if (stack.dashboard() == null) {
            return Optional.empty();
        }
        return owner(options).map(owner -> {
            Secret code = new AccessStore(stack.store(), owner).signIn(codes -> codes.newCode(Role.SAFETY));
            return "dashboard: " + stack.dashboard() + "/sign-in?code=" + code.text()
                    + " (works once, for ten minutes; another: dermavigil sign-in --data "
                    + options.data().path() + ")";
        });
    }

    private static Optional<StoreLogin> owner(StackOptions options) {
        StoreChoice choice = options.store();
        return choice.jdbcUrl() == null
                ? EmbeddedStoreAddress.of(options.data().store()).map(StoreConfig::owner)
                : Optional.of(new StoreLogin(choice.user(), choice.passwordFile()));
    }
}
