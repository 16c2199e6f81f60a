package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A user of the database.
 *
 * @param user name of a role that may log in
 * @param passwordFile file whose first line is the password; null when the server asks for none
 */
public record StoreLogin(String user, Path passwordFile) {

    /** Refuses a login without a user. */
    public StoreLogin {
        Objects.requireNonNull(user, "user");
        if (user.isBlank()) {
            throw new IllegalArgumentException("user must not be blank");
        }
    }

    /**
     * Reads the password.
     *
     * @return null when there is no password file
     * @throws StoreException when the file cannot be read or is empty
     */
    String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            String password = Files.readString(passwordFile)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (password.isEmpty()) {
                throw new StoreException("the password file " + passwordFile + " is empty");
            }
            return password;
        } catch (IOException e) {
            throw new StoreException("the password file " + passwordFile + " cannot be read", e);
        }
    }
}
