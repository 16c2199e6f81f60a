package io.dermavigil.containers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A clock that is ahead, by libfaketime; not every machine has it. */
final class WrongClock {

    private WrongClock() {}

    /** The shared object that the environment variable {@code FAKETIME_LIBRARY} names; empty when there is none. */
    static Optional<Path> library() {
        return Optional.ofNullable(System.getenv("FAKETIME_LIBRARY"))
                .map(Path::of)
                .filter(Files::isRegularFile);
    }
}
